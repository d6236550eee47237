using System.Reflection;

namespace ClothesClassification.LambdaHost.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Folders_do_not_depend_on_each_other_in_a_circle()
    {
        FolderCircles.AssertNone(typeof(PredictFunction).Assembly, "ClothesClassification.LambdaHost");
        // The stand-in for the AWS packages, where it is one.
        foreach (var name in typeof(PredictFunction).Assembly.GetReferencedAssemblies())
        {
            if (name.Name!.StartsWith("ClothesClassification.LambdaContracts", StringComparison.Ordinal))
                FolderCircles.AssertNone(Assembly.Load(name), "Amazon.Lambda");
        }
    }

    [Fact]
    public void Each_test_class_is_named_after_a_type_and_lies_where_it_lies() =>
        OrphanTests.AssertNone(
            typeof(ArchitectureTests).Assembly,
            typeof(PredictFunction).Assembly,
            "ClothesClassification.LambdaHost",
            crossCutting: [nameof(ArchitectureTests), "Hostile", "OpenApi", "Package", "Processes"]
        );
}
