using System.IO.Compression;
using ClothesClassification.EndToEnd.Applied;
using ClothesClassification.EndToEnd.Serving;

namespace ClothesClassification.EndToEnd.Deploying;

/// <summary>What was applied, running: the API as AWS has it in the local gateway, and behind it the zip that AWS has.</summary>
internal sealed class ServedDeployment : IAsyncDisposable
{
    private readonly DirectoryInfo folder;

    private ServedDeployment(DirectoryInfo folder, ServedApi api)
    {
        this.folder = folder;
        Api = api;
    }

    public ServedApi Api { get; }

    /// <param name="applied">The API as AWS has it.</param>
    /// <param name="function">The function as its alias has it in AWS.</param>
    /// <param name="package">The zip that AWS has.</param>
    public static async Task<ServedDeployment> StartAsync(AppliedApi applied, AppliedFunction function, byte[] package)
    {
        var folder = Directory.CreateTempSubdirectory("clothes-applied-");
        ZipFile.ExtractToDirectory(new MemoryStream(package), Path.Combine(folder.FullName, "function"));
        var description = Path.Combine(folder.FullName, "api.json");
        await File.WriteAllTextAsync(description, GatewayDescription.Of(applied, function, "live").ToJsonString());
        var bootstrap = Path.Combine(folder.FullName, "function", "bootstrap");
        return new ServedDeployment(
            folder,
            await ServedApi.StartAsync("--api", description, "--bootstrap", bootstrap, "--concurrency", "1")
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
