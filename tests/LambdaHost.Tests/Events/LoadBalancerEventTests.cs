using System.Text.Json;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Events;

public sealed class LoadBalancerEventTests : IAsyncDisposable
{
    private readonly Host host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_answer_has_the_headers_that_the_target_group_reads(bool multiValue)
    {
        Func<Request, byte[]> make = multiValue ? ApiEvents.MultiValueOnly : ApiEvents.LoadBalancer;
        foreach (
            var (request, status) in new[]
            {
                (Request.Image(Photos.Tiny), "200 OK"),
                (Request.Get("/nowhere"), "404 Not Found"),
                (Request.Binary("image/jpeg", Photos.Truncated), "422 Unprocessable Entity"),
            }
        )
        {
            var outcome = await host.Invoke(make(request));
            using var json = JsonDocument.Parse(outcome.Payload);
            Assert.Equal(status, json.RootElement.GetProperty("statusDescription").GetString());
            Assert.Equal(multiValue, json.RootElement.TryGetProperty("multiValueHeaders", out _));
            Assert.Equal(!multiValue, json.RootElement.TryGetProperty("headers", out _));
        }
    }

    [Fact]
    public async Task Only_a_load_balancer_gets_a_status_description()
    {
        var outcome = await host.Invoke(ApiEvents.Rest(Request.Get("/health")));
        using var json = JsonDocument.Parse(outcome.Payload);
        Assert.False(json.RootElement.TryGetProperty("statusDescription", out _));
    }

    [Fact]
    public async Task A_query_that_the_client_has_escaped_is_read()
    {
        var request = Request.Image(Photos.Tiny).WithQuery(("min_score", "0.0"), ("top", "2"));
        foreach (var make in new Func<Request, byte[]>[] { ApiEvents.MultiValueOnly, ApiEvents.LoadBalancer })
        {
            Assert.Contains("%32", System.Text.Encoding.UTF8.GetString(make(request)), StringComparison.Ordinal);
            var answer = (await host.Send(make(request))).IsOk();
            Assert.Equal(2, answer.Json.GetProperty("predictions").GetArrayLength());
        }
    }
}
