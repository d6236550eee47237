using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Endpoints;

public sealed class CorsTests
{
    private const string Page = "https://shop.example";

    [Fact]
    public async Task Without_origins_there_is_no_cors()
    {
        await using var host = new Host();
        var answer = await host.Send(Request.Image(Photos.Tiny).WithHeader("Origin", Page));
        Assert.DoesNotContain(answer.IsOk().Headers.Keys, IsCors);
        (await host.Send(Preflight("/predict", Page))).IsProblem("method-not-allowed");
    }

    [Theory]
    [InlineData("/predict", "POST")]
    [InlineData("/health", "GET")]
    [InlineData("/model", "GET")]
    [InlineData("/openapi.json", "GET")]
    public async Task A_preflight_of_an_allowed_origin_says_what_it_may(string path, string method)
    {
        await using var host = new Host(Origins(Page + ", https://other.example"));
        var answer = await host.Send(Preflight(path, Page));
        Assert.Equal((204, ""), (answer.Status, answer.Body));
        Assert.Equal(Page, answer.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal($"{method}, OPTIONS", answer.Headers["Access-Control-Allow-Methods"]);
        Assert.Contains("Content-Type", answer.Headers["Access-Control-Allow-Headers"], StringComparison.Ordinal);
        Assert.Equal("Origin", answer.Headers["Vary"]);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://shop.example.evil.example")]
    [InlineData("http://shop.example")]
    [InlineData("null")]
    [InlineData("*")]
    public async Task Another_origin_gets_no_permission(string origin)
    {
        await using var host = new Host(Origins(Page));
        var answer = await host.Send(Preflight("/predict", origin));
        Assert.DoesNotContain("Access-Control-Allow-Origin", answer.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal("Origin", answer.Headers["Vary"]);
    }

    [Fact]
    public async Task A_page_can_read_answers_and_problems_alike()
    {
        await using var host = new Host(Origins("*"));
        foreach (var request in new[] { Request.Image(Photos.Tiny), Request.Json("{"), Request.Get("/nowhere") })
        {
            var answer = await host.Send(request.WithHeader("Origin", Page));
            Assert.Equal("*", answer.Headers["Access-Control-Allow-Origin"]);
            Assert.Contains("Server-Timing", answer.Headers["Access-Control-Expose-Headers"], StringComparison.Ordinal);
        }

        (await host.Send(Preflight("/nowhere", Page))).IsProblem("not-found");
    }

    private static bool IsCors(string header) =>
        header.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string> Origins(string value) => new() { ["CLOTHES_CORS_ORIGINS"] = value };

    private static Request Preflight(string path, string origin) =>
        new("OPTIONS", path)
        {
            Headers = [("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Accept", "*/*")],
        };
}
