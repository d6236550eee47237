using ClothesClassification.EndToEnd.Applied;

namespace ClothesClassification.EndToEnd.Policy;

/// <summary>Which package a plan takes, and how it gets to AWS.</summary>
public sealed class PackageTests(PlannedModules plans) : IClassFixture<PlannedModules>
{
    [Theory]
    [InlineData("x86_64", "clothes-classification.zip")]
    [InlineData("arm64", "clothes-classification-arm64.zip")]
    public async Task Package_for_the_architecture_is_taken(string architecture, string package)
    {
        var plan = await plans.PlanAsync(
            ".",
            "package_path=",
            $"architecture={architecture}",
            "package_through_s3=false"
        );

        var function = Assert.Single(plan.Of("aws_lambda_function"));
        Assert.Equal(package, Path.GetFileName(function.After.Text("filename")));
        Assert.Equal([architecture], function.After.Texts("architectures"));
    }

    [Fact]
    public async Task Package_in_S3_has_no_tags_however_many_the_rest_has()
    {
        // S3 takes ten.
        var tags = string.Join(", ", Enumerable.Range(1, 12).Select(number => $"\"tag-{number}\" = \"x\""));
        var plan = await plans.PlanAsync(".", $"tags={{{tags}}}", "package_through_s3=true");

        Assert.Empty(Assert.Single(plan.Of("aws_s3_object")).After.Members("tags_all"));
        Assert.Equal(15, Assert.Single(plan.Of("aws_s3_bucket")).After.Members("tags_all").Count);
    }
}
