using System.Net;
using ClothesClassification.LambdaHost.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

public sealed class RuntimeApiEndpointTests
{
    [Theory]
    [InlineData("127.0.0.1:9001", "127.0.0.1", 9001)]
    [InlineData("[::1]:9001", "::1", 9001)]
    [InlineData("a:1", "a", 1)]
    [InlineData("a:65535", "a", 65535)]
    public void Host_and_port_are_read(string text, string host, int port) =>
        Assert.Equal(new RuntimeApiEndpoint(host, port), RuntimeApiEndpoint.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("9001")]
    [InlineData(":9001")]
    [InlineData("a:")]
    [InlineData("a:0")]
    [InlineData("a:65536")]
    [InlineData("a:-1")]
    public void Anything_else_is_none(string text) => Assert.Null(RuntimeApiEndpoint.Parse(text));

    [Theory]
    [InlineData("192.0.2.1", "photos.example", "192.0.2.1", 9001, true)]
    [InlineData("192.0.2.1", "photos.example", "192.0.2.2", 9001, false)]
    [InlineData("192.0.2.1", "photos.example", "192.0.2.1", 80, false)]
    [InlineData("192.0.2.1", "photos.example", "127.0.0.2", 9001, true)]
    [InlineData("runtime", "RUNTIME", "192.0.2.2", 9001, true)]
    public void It_is_reached_by_its_name_its_address_and_loopback(
        string own,
        string host,
        string address,
        int port,
        bool isAt
    ) => Assert.Equal(isAt, new RuntimeApiEndpoint(own, 9001).IsAt(host, IPAddress.Parse(address), port));
}
