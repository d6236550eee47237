using System.Text;
using System.Text.Json;

namespace ClothesClassification.LocalGateway.Tests;

/// <summary>Events in, answers out, without an API.</summary>
public sealed class LocalFunctionTests : IAsyncLifetime
{
    private static readonly GatewayOptions Options = new()
    {
        Command = Gateway.TestFunction,
        Concurrency = 2,
        Warm = 1,
        FunctionTimeout = TimeSpan.FromSeconds(2),
    };

    private LocalFunction function = null!;

    public async ValueTask InitializeAsync() => function = await LocalFunction.StartAsync(Options);

    public ValueTask DisposeAsync() => function.DisposeAsync();

    [Fact]
    public async Task Function_that_does_not_start_is_an_error()
    {
        var environment = new Dictionary<string, string> { ["TEST_INIT"] = "error" };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            LocalFunction.StartAsync(Options with { FunctionEnvironment = environment })
        );

        Assert.Equal("Test.NoModel: There is no model.", error.Message);
    }

    [Fact]
    public async Task Event_is_answered()
    {
        var answer = await InvokeAsync("""{"do":"answer","body":"{\"left\":[]}"}""");

        Assert.Equal(
            ("{\"left\":[]}", null, null),
            (Encoding.UTF8.GetString(answer.Json.Span), answer.ErrorType, answer.Error)
        );
    }

    [Theory]
    [InlineData("error", "Test.Failure")]
    [InlineData("crash", "Runtime.ExitError")]
    [InlineData("hang", "Sandbox.Timedout")]
    public async Task Failure_has_the_name_that_Lambda_gives_it_and_the_next_event_is_answered(
        string what,
        string errorType
    )
    {
        var failure = await InvokeAsync($$"""{"do":"{{what}}"}""");
        var next = await InvokeAsync("""{"do":"answer","body":"1"}""");

        Assert.Equal(errorType, failure.ErrorType);
        Assert.StartsWith(errorType, failure.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(failure.Json);
        Assert.Equal(errorType, json.RootElement.GetProperty("errorType").GetString());
        Assert.Null(next.Error);
    }

    [Fact]
    public async Task Waiting_for_an_answer_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var tasks = Enumerable
            .Range(0, 3)
            .Select(_ => function.InvokeAsync("""{"do":"hang"}"""u8.ToArray(), stop.Token))
            .ToArray();

        await stop.CancelAsync();

        // Two of them had begun, and one had waited for a process.
        foreach (var task in tasks)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    }

    private Task<FunctionAnswer> InvokeAsync(string json) =>
        function.InvokeAsync(Encoding.UTF8.GetBytes(json), TestContext.Current.CancellationToken);
}
