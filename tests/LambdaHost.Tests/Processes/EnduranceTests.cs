using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Processes;

public sealed class EnduranceTests
{
    private const long Megabyte = 1 << 20;

    /// <summary>
    /// Half of the events bring a megabyte each: what leaks one photo in four grows by more than the bound. The first
    /// hundred let pools and the collector's budget find their size.
    /// </summary>
    [Fact]
    public async Task Hundreds_of_invocations_do_not_grow_its_memory()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Resident memory is read from /proc.");
        const long bound = 40 * Megabyte;
        byte[][] events =
        [
            ApiEvents.Rest(Request.Binary("image/png", [.. Photos.Png, .. new byte[Megabyte]])),
            ApiEvents.FunctionUrl(Request.Image(Photos.Jpeg)),
            ApiEvents.Rest(Request.Image([.. Photos.Tiny, .. new byte[Megabyte]])),
            ApiEvents.Rest(Request.Json("{\"url\": \"http://10.0.0.1/\"}")),
        ];
        await using var api = new RuntimeApi();
        await using var bootstrap = new Bootstrap(api);
        await Invoke(api, events, 100);
        var before = bootstrap.ResidentBytes();

        await Invoke(api, events, 400);

        var growth = bootstrap.ResidentBytes() - before;
        Assert.True(growth < bound, $"Grew by {growth / Megabyte} MB from {before / Megabyte} MB.");
        await bootstrap.Logged(_ => bootstrap.Output.Count == 500);
    }

    [Fact]
    public async Task The_log_level_of_lambda_is_kept_and_each_line_is_json()
    {
        await using var api = new RuntimeApi();
        await using var bootstrap = new Bootstrap(api, new() { ["AWS_LAMBDA_LOG_LEVEL"] = "ERROR" });
        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)))).Answer.IsOk();

        var line = await bootstrap.Logged(line => line.TryGetProperty("_aws", out _));

        Assert.False(line.TryGetProperty("message", out _));
        Assert.Equal("clothes-test", line.GetProperty("FunctionName").GetString());
        Assert.Empty(bootstrap.Errors);
    }

    private static async Task Invoke(RuntimeApi api, byte[][] events, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.InRange((await api.Invoke(events[i % events.Length])).Answer.Status, 200, 422);
    }
}
