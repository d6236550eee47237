using System.Net;
using Amazon.Lambda.APIGatewayEvents;

namespace ClothesClassification.LambdaHost.Events;

/// <summary>
/// Where an Application Load Balancer's event differs from a REST API's:
/// <see href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html"/>.
/// </summary>
internal static class LoadBalancerEvent
{
    /// <summary>Which envelope the target group expects: the one that it sent.</summary>
    public static Envelope EnvelopeOf(APIGatewayProxyRequest request) =>
        request.MultiValueHeaders is null ? Envelope.LoadBalancer : Envelope.LoadBalancerMultiValue;

    /// <summary>The load balancer passes the query on as the client has escaped it.</summary>
    public static void DecodeQuery(APIGatewayProxyRequest request)
    {
        if (request.QueryStringParameters is { } single)
        {
            var decoded = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, value) in single)
                decoded[WebUtility.UrlDecode(name)] = WebUtility.UrlDecode(value);
            request.QueryStringParameters = decoded;
        }

        if (request.MultiValueQueryStringParameters is { } all)
        {
            var decoded = new Dictionary<string, IList<string>>(StringComparer.Ordinal);
            foreach (var (name, values) in all)
                decoded[WebUtility.UrlDecode(name)] = [.. values.Select(WebUtility.UrlDecode)!];
            request.MultiValueQueryStringParameters = decoded;
        }
    }
}
