using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;

namespace ClothesClassification.Inference.Tests.Package;

/// <summary>The library's package, made from what has been built, in a folder that is a package source.</summary>
public sealed class PackedLibrary : IAsyncLifetime
{
    public const string Id = "ClothesClassification.Inference";

    /// <summary>A version that no cache of packages has seen.</summary>
    public string Version { get; } =
        string.Create(CultureInfo.InvariantCulture, $"0.0.0-test.{TimeProvider.System.GetUtcNow().UtcTicks}");

    public string Folder { get; } = Directory.CreateTempSubdirectory("packed-").FullName;

    public string Path => System.IO.Path.Combine(Folder, $"{Id}.{Version}.nupkg");

    public string SymbolsPath => System.IO.Path.ChangeExtension(Path, ".snupkg");

    public async ValueTask InitializeAsync() => await PackAsync(Folder);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    public async Task PackAsync(string folder)
    {
        // The output folder is named as the configuration, in small letters.
        var configuration = System.IO.Path.GetFileName(
            AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar)
        );
        await DotNetAsync(
            SharedData.RepositoryRoot,
            "pack",
            "src/Inference",
            "--no-build",
            "--configuration",
            configuration == "release" ? "Release" : "Debug",
            "--output",
            folder,
            $"-p:PackageVersion={Version}",
            "--nologo"
        );
    }

    /// <summary>Runs the SDK.</summary>
    /// <returns>What it printed.</returns>
    internal static async Task<string> DotNetAsync(string folder, params string[] arguments)
    {
        // Servers that stay behind would keep the redirected output open, and the test waiting.
        var environment = new Dictionary<string, string?>
        {
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["UseSharedCompilation"] = "false",
        };
        return (await RunningProcess.RunAsync("dotnet", arguments, folder, environment)).OrFail().AllOutput;
    }

    /// <summary>Names of the files in a package, without those that only the container needs.</summary>
    internal static IReadOnlyList<string> Names(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        return
        [
            .. zip
                .Entries.Select(e => e.FullName)
                .Where(n =>
                    !n.StartsWith("package/", StringComparison.Ordinal)
                    && n is not ("_rels/.rels" or "[Content_Types].xml")
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    internal static byte[] Read(string package, string name)
    {
        using var zip = ZipFile.OpenRead(package);
        using var content = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    internal XElement Metadata()
    {
        using var stream = new MemoryStream(Read(Path, $"{Id}.nuspec"));
        return XDocument.Load(stream).Root!.Elements().Single();
    }
}
