using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Processes;

/// <summary>ONNX Runtime's telemetry is off: it would keep a database in the home folder and send it to its maker.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("home-");

    public void Dispose() => home.Delete(recursive: true);

    [Fact]
    public async Task Nothing_is_left_in_the_home_folder()
    {
        await using var api = new RuntimeApi();
        await using var bootstrap = new Bootstrap(
            api,
            new()
            {
                ["HOME"] = home.FullName,
                ["XDG_CACHE_HOME"] = null,
                // Each of these switches it off, too.
                ["CI"] = null,
                ["GITHUB_ACTIONS"] = null,
                ["TF_BUILD"] = null,
                ["ORT_DISABLE_TELEMETRY"] = null,
            }
        );

        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Jpeg)))).Answer.IsOk();

        Assert.Empty(home.EnumerateFileSystemInfos());
    }
}
