using System.Text;
using System.Text.Json;
using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Runtime;
using ClothesClassification.LambdaHost.Settings;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Endpoints;

public sealed class ExceptionMapperTests
{
    [Fact]
    public async Task An_unhandled_error_is_a_500_and_logged_whole()
    {
        using var output = new MemoryStream();
        var log = new JsonLog(output, LogLevel.Info, TimeProvider.System);
        var cors = new Cors([]);
        Route[] routes = [new("GET", "/health", _ => throw new InvalidTimeZoneException("a secret of the code"))];
        var exceptions = new ExceptionMapper(log);
        var function = new PredictFunction(
            new ApiHandler(new Router(routes, cors), cors, exceptions),
            new DirectHandler(1, null!, exceptions),
            null!,
            null!,
            new RequestLog(log, new HostSettings()),
            log.Time
        );

        var outcome = await function.InvokeAsync(ApiEvents.Rest(Request.Get("/health")), Invocation("first"));
        var answer = Answer.Read(outcome.Payload.Span).IsProblem("internal-error");

        Assert.Contains("first", answer.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
        var line = JsonDocument.Parse(Encoding.UTF8.GetString(output.ToArray()).Split('\n')[0]).RootElement;
        Assert.Equal("first", line.GetProperty("requestId").GetString());
        Assert.Equal("ERROR", line.GetProperty("level").GetString());
        Assert.Contains("a secret of the code", line.GetProperty("stackTrace").GetString()!, StringComparison.Ordinal);
        Assert.Contains(
            nameof(ExceptionMapperTests),
            line.GetProperty("stackTrace").GetString()!,
            StringComparison.Ordinal
        );
    }

    private static InvocationContext Invocation(string id) => new(id, TimeProvider.System.GetUtcNow().AddMinutes(1));
}
