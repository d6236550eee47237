using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace ClothesClassification.Inference.Tests;

/// <summary>Dependencies point one way: Models, Pixels, Photos, Jpeg and Png beside each other, Scoring, the root, then Pipeline and Hosting beside each other.</summary>
public class ArchitectureTests()
    : FolderRules(typeof(ImageClassifier).Assembly, Root, "Golden", "Hostile", "Package", "Processes")
{
    private const string Root = "ClothesClassification.Inference";

    private static readonly Architecture Library = new ArchLoader()
        .LoadAssemblies(typeof(ImageClassifier).Assembly)
        .Build();

    [Theory]
    [InlineData("Models", "Pixels", "Photos", "Jpeg", "Png", "Scoring", "", "Pipeline", "Hosting")]
    [InlineData("Pixels", "Photos", "Jpeg", "Png", "Scoring", "", "Pipeline", "Hosting")]
    [InlineData("Photos", "Jpeg", "Png", "Scoring", "", "Pipeline", "Hosting")]
    [InlineData("Jpeg", "Png", "Scoring", "", "Pipeline", "Hosting")]
    [InlineData("Png", "Jpeg", "Scoring", "", "Pipeline", "Hosting")]
    [InlineData("Scoring", "", "Pipeline", "Hosting")]
    [InlineData("", "Pipeline", "Hosting")]
    [InlineData("Pipeline", "Hosting")]
    [InlineData("Hosting", "Pipeline")]
    public void Folder_knows_none_that_comes_later(string folder, params string[] later)
    {
        foreach (var other in later)
        {
            var rule = Types()
                .That()
                .ResideInNamespace(Namespace(folder))
                .Should()
                .NotDependOnAny(Types().That().ResideInNamespace(Namespace(other)));
            Assert.True(
                rule.HasNoViolations(Library),
                string.Join('\n', rule.Evaluate(Library).Where(r => !r.Passed).Select(r => r.Description))
            );
        }
    }

    [Fact]
    public void Library_knows_nothing_of_AWS_HTTP_or_the_command_line()
    {
        string[] banned =
        [
            "Amazon",
            "Microsoft.AspNetCore",
            "System.Net",
            "System.CommandLine",
            "Spectre",
            "CsvHelper",
        ];

        var references = typeof(ImageClassifier).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToArray();

        Assert.Contains("Microsoft.ML.OnnxTransformer", references);
        Assert.DoesNotContain(references, r => banned.Any(b => r.StartsWith(b, StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_results_options_and_the_classifier_stand_at_the_top()
    {
        var publicTypes = typeof(ImageClassifier).Assembly.GetExportedTypes();

        Assert.Contains(typeof(ImageClassifier), publicTypes);
        Assert.DoesNotContain(publicTypes, t => t.Namespace == $"{Root}.Pixels");
        Assert.All(publicTypes.Where(t => t.IsClass && !t.IsAbstract), AssertSealed);
    }

    // The library's root has no name of its own.
    private static string Namespace(string folder) => folder.Length == 0 ? Root : $"{Root}.{folder}";

    private static void AssertSealed(System.Type type) =>
        Assert.True(type.IsSealed || type.IsSubclassOf(typeof(Exception)), $"{type} is not sealed.");
}
