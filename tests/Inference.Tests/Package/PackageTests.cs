using System.Reflection.Metadata;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Package;

/// <summary>What a user gets who refers to the package.</summary>
public sealed partial class PackageTests(PackedLibrary library) : IClassFixture<PackedLibrary>
{
    // Portable PDB format, v1.0: the kind of custom debug information that is source link.
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Fact]
    public void It_holds_the_library_its_documentation_an_option_a_readme_and_an_icon_and_nothing_else()
    {
        Assert.Equal(
            [
                $"{PackedLibrary.Id}.nuspec",
                "README.md",
                $"buildTransitive/{PackedLibrary.Id}.targets",
                "icon.png",
                $"lib/net10.0/{PackedLibrary.Id}.dll",
                $"lib/net10.0/{PackedLibrary.Id}.xml",
            ],
            PackedLibrary.Names(library.Path)
        );
        Assert.Equal(
            [$"{PackedLibrary.Id}.nuspec", $"lib/net10.0/{PackedLibrary.Id}.pdb"],
            PackedLibrary.Names(library.SymbolsPath)
        );
    }

    [Fact]
    public void It_says_what_it_is()
    {
        var metadata = library.Metadata();

        Assert.Equal(PackedLibrary.Id, Value(metadata, "id"));
        Assert.Equal("Apache-2.0", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.Equal("icon.png", Value(metadata, "icon"));
        Assert.StartsWith("Image classification", Value(metadata, "description"), StringComparison.Ordinal);
        Assert.NotEmpty(Value(metadata, "tags"));
        Assert.NotEmpty(Value(metadata, "authors"));
        var icon = SKBitmap.DecodeBounds(PackedLibrary.Read(library.Path, "icon.png"));
        Assert.Equal((128, 128), (icon.Width, icon.Height));
    }

    [Fact]
    public void It_asks_for_what_the_project_refers_to_and_for_nothing_that_only_builds_it()
    {
        var names = Elements(library.Metadata(), "dependency").Select(d => d.Attribute("id")!.Value);

        Assert.Equal(
            [
                "Google.Protobuf",
                "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions",
                "Microsoft.Extensions.Hosting.Abstractions",
                "Microsoft.Extensions.Logging.Abstractions",
                "Microsoft.Extensions.Options",
                "Microsoft.ML",
                "Microsoft.ML.ImageAnalytics",
                "Microsoft.ML.OnnxRuntime",
                "Microsoft.ML.OnnxTransformer",
                "SkiaSharp",
                "SkiaSharp.NativeAssets.Linux.NoDependencies",
                "System.Numerics.Tensors",
            ],
            names.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Its_readme_stands_by_itself()
    {
        var readme = Encoding.UTF8.GetString(PackedLibrary.Read(library.Path, "README.md"));

        Assert.StartsWith($"# {PackedLibrary.Id}", readme, StringComparison.Ordinal);
        Assert.All(
            Links().Matches(readme),
            l => Assert.StartsWith("https://", l.Groups[1].Value, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_public_type_is_documented()
    {
        using var stream = new MemoryStream(PackedLibrary.Read(library.Path, $"lib/net10.0/{PackedLibrary.Id}.xml"));
        var members = XDocument.Load(stream).Descendants("member").Select(m => m.Attribute("name")!.Value).ToHashSet();

        Assert.All(
            typeof(ImageClassifier).Assembly.GetExportedTypes(),
            type => Assert.Contains($"T:{type.FullName!.Replace('+', '.')}", members)
        );
    }

    [Fact]
    public void Its_symbols_name_sources_by_their_place_in_the_repository()
    {
        var pdb = PackedLibrary.Read(library.SymbolsPath, $"lib/net10.0/{PackedLibrary.Id}.pdb");
        using var provider = MetadataReaderProvider.FromPortablePdbImage([.. pdb]);
        var reader = provider.GetMetadataReader();

        var documents = reader.Documents.Select(d => reader.GetString(reader.GetDocument(d).Name)).ToList();
        Assert.Contains("/_/src/Inference/ImageClassifier.cs", documents);
        Assert.All(documents, d => Assert.StartsWith("/_/", d, StringComparison.Ordinal));
        // Where the repository was cloned from a public host, the package names it, and a debugger finds the sources there.
        var repository = Elements(library.Metadata(), "repository").SingleOrDefault()?.Attribute("url")?.Value;
        var links = reader
            .CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(i => reader.GetGuid(i.Kind) == SourceLink)
            .Select(i => Encoding.UTF8.GetString(reader.GetBlobBytes(i.Value)));
        if (repository is not null && repository.StartsWith("https://github.com/", StringComparison.Ordinal))
            Assert.Contains("/_/*", Assert.Single(links), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packing_again_gives_the_same_bytes()
    {
        var again = Directory.CreateTempSubdirectory("packed-").FullName;
        try
        {
            await library.PackAsync(again);

            foreach (var path in new[] { library.Path, library.SymbolsPath })
                Assert.Equal(
                    await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken),
                    await File.ReadAllBytesAsync(
                        Path.Combine(again, Path.GetFileName(path)),
                        TestContext.Current.CancellationToken
                    )
                );
        }
        finally
        {
            Directory.Delete(again, recursive: true);
        }
    }

    private static IEnumerable<XElement> Elements(XElement metadata, string name) =>
        metadata.Descendants().Where(e => e.Name.LocalName == name);

    private static string Value(XElement metadata, string name) => Elements(metadata, name).Single().Value;

    [GeneratedRegex(@"\]\(([^)]*)\)")]
    private static partial Regex Links();
}
