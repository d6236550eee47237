using System.Reflection;
using System.Text;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests;

/// <summary>The handler for the managed runtime, as that calls it.</summary>
public sealed class PredictHandlerTests : IDisposable
{
    private static readonly MethodInfo HandleAsync = typeof(PredictHandler).GetMethod("HandleAsync")!;
    private readonly PredictHandler handler = new();

    // The tests do not know where the types of Amazon.Lambda.* come from.
    private readonly object context = DispatchProxy.Create(
        HandleAsync.GetParameters()[1].ParameterType,
        typeof(FakeContext)
    );

    public void Dispose() => handler.Dispose();

    [Fact]
    public async Task An_event_is_answered_with_an_envelope()
    {
        var first = Answer.Read(await Handle(ApiEvents.Rest(Request.Image(Photos.Jpeg)))).IsOk();
        Assert.True(first.Json.GetProperty("coldStart").GetBoolean());
        Assert.Equal(FakeContext.RequestId, first.Headers["X-Request-Id"]);
        var second = Answer.Read(await Handle(ApiEvents.FunctionUrl(Request.Binary("image/png", Photos.Png)))).IsOk();
        Assert.False(second.Json.GetProperty("coldStart").GetBoolean());
        Answer.Read(await Handle(ApiEvents.Http(Request.Json("{")))).IsProblem("malformed-json");
    }

    [Fact]
    public async Task The_model_is_ready_before_the_first_event() =>
        Answer.Read(await Handle(ApiEvents.Rest(Request.Get("/health")))).IsOk();

    [Theory]
    [InlineData("not JSON", "UnknownEvent")]
    [InlineData("""{"url": "http://169.254.169.254/"}""", "FetchAddressNotAllowed")]
    public async Task What_is_wrong_is_an_exception_with_type_and_sentence(string payload, string type)
    {
        // The runtime takes errorType from the class, and errorMessage from the message: docs/api.md says so.
        var failed = await Assert.ThrowsAnyAsync<Exception>(() => Handle(Encoding.UTF8.GetBytes(payload)));
        Assert.Equal("FunctionFailedException", failed.GetType().Name);
        Assert.Contains($"`{failed.GetType().Name}`", ApiDocument, StringComparison.Ordinal);
        Assert.Equal(type, Assert.IsType<FunctionFailedException>(failed).ErrorType);
        Assert.Matches($@"^{type}: \S.+\.$", failed.Message);
    }

    private static string ApiDocument => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "api.md"));

    private async Task<byte[]> Handle(byte[] payload)
    {
        // A stream that gives little at a time, as a pipe may.
        await using var input = new BufferedStream(new MemoryStream(payload), 7);
        await using var output = await (Task<Stream>)HandleAsync.Invoke(handler, [input, context])!;
        using var bytes = new MemoryStream();
        await output.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}

/// <summary>The official interface has more members than the stand-in: a proxy implements both.</summary>
public class FakeContext : DispatchProxy
{
    public const string RequestId = "8f5c5b7e-0000-4000-8000-000000000001";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name switch
        {
            "get_AwsRequestId" => RequestId,
            "get_RemainingTime" => TimeSpan.FromMinutes(5),
            var name => throw new NotSupportedException(name),
        };
}
