namespace ClothesClassification.Inference.Tests.Package;

/// <summary>The package in a project of a user's, which knows nothing of the repository.</summary>
public sealed class ConsumerTests(PackedLibrary library) : IClassFixture<PackedLibrary>, IDisposable
{
    private const string Program = """
        using ClothesClassification.Inference;
        using ClothesClassification.Inference.Models;
        using ClothesClassification.Inference.Photos;

        using var classifier = ImageClassifier.Load(args[0]);
        foreach (var path in args[1..])
        {
            var found = await classifier.ClassifyFileAsync(path);
            Console.WriteLine($"{Path.GetFileName(path)} is {found.Best.Label}");
        }

        try
        {
            classifier.Classify(new byte[] { 1, 2, 3 });
        }
        catch (PhotoException e)
        {
            Console.WriteLine(e.Code);
        }

        // What a test of the user's needs for an IImageClassifier of its own.
        var answer = new Classification
        {
            Predictions = [new Prediction("hat", 0.9f, null)],
            Best = new Prediction("hat", 0.9f, null),
            Scores = new LabelledValues(["hat", "dress"], [0.9f, 0.1f]),
            Logits = null,
            ModelName = "fake",
            ModelVersion = "1",
            Size = new PhotoSize(1, 1, 1, 1),
            Durations = default,
        };
        var outcome = new ClassificationOutcome { Index = 0, Classification = answer };
        var model = new ImageModel
        {
            Name = "fake",
            Version = "1",
            Labels = ["hat", "dress"],
            Input = new ModelInput { Name = "image", Width = 1, Height = 1 },
        };
        Console.WriteLine($"{outcome.Classification.Scores["dress"]} {model.Labels[0]}");

        // Each photo's copy of the input is no reason to collect the whole heap.
        var photo = File.ReadAllBytes(args[1]);
        var collections = GC.CollectionCount(2);
        for (var i = 0; i < 200; i++)
            classifier.Classify(photo);
        Console.WriteLine(GC.CollectionCount(2) - collections < 3 ? "young" : "large");
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("consumer-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Project_elsewhere_restores_it_from_a_folder_and_classifies_photos()
    {
        await WriteProjectAsync();

        await PackedLibrary.DotNetAsync(
            folder,
            "build",
            "--output",
            "out",
            "--nologo",
            "-p:UseSharedCompilation=false"
        );
        var photos = SharedData.SamplePhotos;
        var output = await PackedLibrary.DotNetAsync(
            folder,
            Path.Combine("out", "Consumer.dll"),
            SharedData.ModelFolder,
            // One by our own decoder, and one by Skia.
            Path.Combine(photos, "dress.jpg"),
            Path.Combine(photos, "hat.png")
        );

        Assert.Equal(
            ["dress.jpg is dress", "hat.png is hat", "unsupported-format", "0.1 hat", "young"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
    }

    [Fact]
    public async Task A_limit_of_large_objects_of_the_programs_own_is_left_alone()
    {
        await WriteProjectAsync(
            """<RuntimeHostConfigurationOption Include="System.GC.LOHThreshold" Value="90000" />"""
        );

        await PackedLibrary.DotNetAsync(
            folder,
            "build",
            "--output",
            "out",
            "--nologo",
            "-p:UseSharedCompilation=false"
        );

        var config = await File.ReadAllTextAsync(
            Path.Combine(folder, "out", "Consumer.runtimeconfig.json"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("\"System.GC.LOHThreshold\": 90000", config, StringComparison.Ordinal);
        Assert.DoesNotContain("2000000", config, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newer_SkiaSharp_beside_it_is_warned_of()
    {
        // ML.NET does not run with it.
        await WriteProjectAsync("""<PackageReference Include="SkiaSharp" Version="4.155.0" />""");

        var restore = await RunningProcess.RunAsync("dotnet", ["restore", "-p:TreatWarningsAsErrors=false"], folder);

        if (restore.AllOutput.Contains("NU1102", StringComparison.Ordinal))
            Require.Absent("The package feed lacks SkiaSharp 4.155.0.");
        Assert.Contains("warning NU1608", restore.OrFail().AllOutput, StringComparison.Ordinal);
    }

    private async Task WriteProjectAsync(string packages = "")
    {
        await WriteAsync("Program.cs", Program);
        await WriteAsync("Consumer.csproj", Project(packages));
        // In addition to the sources that are configured on this machine.
        await WriteAsync(
            "nuget.config",
            $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{library.Folder}" />
              </packageSources>
            </configuration>
            """
        );
        // Whatever lies above the temporary folder is not this test's.
        foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            await WriteAsync(name, "<Project />");
    }

    // Packages of a folder of its own, so that none of another build is taken; but those of others that this machine has are
    // not fetched again.
    private string Project(string packages)
    {
        var machine =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestorePackagesPath>packages</RestorePackagesPath>
                <RestoreFallbackFolders>{(Directory.Exists(machine) ? machine : "")}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{PackedLibrary.Id}" Version="{library.Version}" />
                {packages}
              </ItemGroup>
            </Project>
            """;
    }

    private Task WriteAsync(string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
}
