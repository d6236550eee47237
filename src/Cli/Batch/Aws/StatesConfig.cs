using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace ClothesClassification.Cli.Batch.Aws;

/// <summary>Where Step Functions is, and what its requests are signed for.</summary>
internal sealed class StatesConfig : ClientConfig
{
    /// <param name="region">Region of the state machine.</param>
    public StatesConfig(string region)
        : base(new NoDefaults())
    {
        ServiceId = "SFN";
        var endpoint = RegionEndpoint.GetBySystemName(region);
        AuthenticationRegion = region;
        AuthenticationServiceName = RegionEndpointServiceName;
        // AWS_ENDPOINT_URL_SFN or AWS_ENDPOINT_URL; read before a region is set, which would hide it.
        Address = new Uri(
            string.IsNullOrEmpty(ServiceURL) ? $"https://states.{region}.{endpoint.PartitionDnsSuffix}" : ServiceURL
        );
        MaxErrorRetry = 0;
    }

    public Uri Address { get; }

    public override string ServiceVersion => "2016-11-23";

    public override string UserAgent => "clothes";

    public override string RegionEndpointServiceName => "states";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new(Address.ToString());

    private sealed class NoDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(
            RegionEndpoint clientRegion,
            DefaultConfigurationMode? requestedConfigurationMode = null
        ) => new DefaultConfiguration();
    }
}
