namespace ClothesClassification.LocalGateway.Tests;

public sealed class ArchitectureTests()
    : FolderRules(typeof(GatewayServer).Assembly, "ClothesClassification.LocalGateway", "Serving")
{
    /// <summary>Between the gateway and the function is a process boundary, and nothing of the library on this side of it.</summary>
    [Fact]
    public void The_gateway_knows_neither_the_function_nor_the_library() =>
        Assert.DoesNotContain(
            typeof(GatewayServer).Assembly.GetReferencedAssemblies(),
            a => a.Name!.StartsWith("ClothesClassification", StringComparison.Ordinal) || a.Name == "bootstrap"
        );
}
