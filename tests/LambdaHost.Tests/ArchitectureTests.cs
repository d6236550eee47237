using System.Reflection;

namespace ClothesClassification.LambdaHost.Tests;

public sealed class ArchitectureTests()
    : FolderRules(
        typeof(PredictFunction).Assembly,
        "ClothesClassification.LambdaHost",
        "Hostile",
        "OpenApi",
        "Package",
        "Processes"
    )
{
    /// <summary>Of the stand-in for the AWS packages, where it is one.</summary>
    [Fact]
    public void Folders_of_the_contracts_do_not_depend_on_each_other_in_a_circle()
    {
        foreach (var name in typeof(PredictFunction).Assembly.GetReferencedAssemblies())
        {
            if (name.Name!.StartsWith("ClothesClassification.LambdaContracts", StringComparison.Ordinal))
                FolderCircles.AssertNone(Assembly.Load(name), "Amazon.Lambda");
        }
    }
}
