using System.Net;
using System.Net.Sockets;
using ClothesClassification.LambdaHost.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

public sealed class FetchTransportTests : IDisposable
{
    private const string Url = "https://photos.example.com/a.jpg";

    private readonly TestCertificates certificates = new();

    public void Dispose() => certificates.Dispose();

    [Fact]
    public async Task A_photo_comes_over_tls_with_the_name_as_sni_and_the_address_as_checked()
    {
        await using var network = new TestNetwork(
            certificate: certificates.Server("photos.example.com"),
            roots: certificates.Roots
        );

        Assert.Equal(TestNetwork.Photo, await network.Fetch(Url));

        Assert.Equal(["93.184.216.34:443"], network.Connected);
        Assert.Equal(["photos.example.com"], network.Server.ServerNames);
        Assert.Contains("Host: photos.example.com\r\n", network.Server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_international_name_is_asked_for_in_its_ascii_form()
    {
        await using var network = new TestNetwork(
            certificate: certificates.Server("xn--bcher-kva.example"),
            roots: certificates.Roots
        );
        network.Name("xn--bcher-kva.example", "93.184.216.34");

        Assert.Equal(TestNetwork.Photo, await network.Fetch("https://Bücher.example./"));

        // SslStream shows the name that came as xn--bcher-kva.example in Unicode.
        Assert.Equal(["bücher.example"], network.Server.ServerNames);
        Assert.Contains("Host: xn--bcher-kva.example\r\n", network.Server.Requests.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("photos.example.com", false, false)]
    [InlineData("other.example.com", true, false)]
    [InlineData("photos.example.com", true, true)]
    public async Task A_certificate_of_no_trusted_root_another_name_or_the_past_is_refused(
        string name,
        bool trusted,
        bool expired
    )
    {
        var certificate = certificates.Server(name, expired: expired);
        await using var network = new TestNetwork(certificate: certificate, roots: trusted ? certificates.Roots : null);
        await RefusesCertificate(network);
    }

    /// <summary>
    /// A certificate's URLs are written by whoever runs the server. The runtime would ask them past every check, before
    /// the certificate is refused.
    /// </summary>
    [Fact]
    public async Task The_urls_in_a_certificate_are_never_asked()
    {
        var intermediate = certificates.Authority("Test intermediate", certificates.Root);
        await using var issuerServer = new LocalServer(exchange => exchange.Ok(intermediate.RawData));
        var certificate = certificates.Server(
            "photos.example.com",
            intermediate,
            $"http://127.0.0.1:{issuerServer.Port}/issuer.cer"
        );
        await using var network = new TestNetwork(certificate: certificate, roots: certificates.Roots);

        await RefusesCertificate(network);

        Assert.Equal(0, issuerServer.Connections);
    }

    [Fact]
    public async Task A_tls_handshake_that_hangs_runs_into_the_connect_timeout()
    {
        // Nobody accepts the connection: the system does, and takes what is sent.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var network = new TestNetwork
        {
            Connecting = (_, token) => TcpConnector.ConnectAsync((IPEndPoint)silent.LocalEndpoint, token),
        };
        var options = TestNetwork.Options with { ConnectTimeout = TimeSpan.FromMilliseconds(300) };
        var fault = await network.Fault(Url, options);
        Assert.Equal("connect-timeout", fault.Code);
    }

    [Theory]
    [InlineData("http://photos.example.com/")]
    [InlineData("HTTP://photos.example.com:443/")]
    [InlineData("http://93.184.216.34/")]
    public async Task A_redirect_from_https_to_http_is_not_followed(string location)
    {
        await using var network = new TestNetwork(
            exchange => exchange.Redirect(location),
            certificates.Server("photos.example.com"),
            certificates.Roots
        );

        var fault = await network.Fault(Url);

        Assert.Equal("redirect-not-allowed", fault.Code);
        Assert.Equal(["93.184.216.34:443"], network.Connected);
    }

    [Fact]
    public async Task A_redirect_without_a_scheme_stays_on_https()
    {
        await using var network = new TestNetwork(
            exchange =>
                exchange.Target == "/a.jpg"
                    ? exchange.Redirect("//photos.example.com/b.jpg")
                    : exchange.Ok(TestNetwork.Photo),
            certificates.Server("photos.example.com"),
            certificates.Roots
        );
        Assert.Equal(TestNetwork.Photo, await network.Fetch(Url));
        Assert.All(network.Connected, endpoint => Assert.Equal("93.184.216.34:443", endpoint));
    }

    private static async Task RefusesCertificate(TestNetwork network)
    {
        var fault = await network.Fault(Url);
        Assert.Equal("tls-failed", fault.Code);
        Assert.Contains("certificate", fault.LogDetail, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(network.Server.Requests);
    }
}
