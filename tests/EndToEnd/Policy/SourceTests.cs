using System.Text.RegularExpressions;
using ClothesClassification.EndToEnd.Documentation;
using ClothesClassification.EndToEnd.Tools;

namespace ClothesClassification.EndToEnd.Policy;

/// <summary>Rules on the files themselves: a plan shows neither lifecycles nor the order of things.</summary>
public sealed partial class SourceTests
{
    /// <summary>What is not part of a deployment's snapshot, or comes after it.</summary>
    private static readonly HashSet<string> NotInASnapshot =
    [
        "aws_api_gateway_account",
        "aws_api_gateway_api_key",
        "aws_api_gateway_base_path_mapping",
        "aws_api_gateway_deployment",
        "aws_api_gateway_domain_name",
        "aws_api_gateway_domain_name_access_association",
        "aws_api_gateway_method_settings",
        "aws_api_gateway_rest_api",
        "aws_api_gateway_stage",
        "aws_api_gateway_usage_plan",
        "aws_api_gateway_usage_plan_key",
    ];

    private static string Api => Path.Combine(Terraform.Source, "modules", "api");

    [Fact]
    public void Deployment_waits_for_everything_that_its_snapshot_holds()
    {
        var resources = HclBlock
            .ReadModule(Api)
            .Where(b => b.Kind == "resource" && b.Labels[0].StartsWith("aws_api_gateway_", StringComparison.Ordinal))
            .Where(b => !NotInASnapshot.Contains(b.Labels[0]));
        var list = Deployment[Deployment.IndexOf("depends_on", StringComparison.Ordinal)..];

        Assert.NotEmpty(resources);
        Assert.All(resources, r => Assert.Contains($"{string.Join('.', r.Labels)},", list, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("aws_api_gateway_deployment", "CKV_AWS_217")]
    [InlineData("aws_api_gateway_rest_api", "CKV_AWS_237")]
    public void New_one_is_made_before_the_old_one_goes(string type, string rule)
    {
        Assert.True(CreateBeforeDestroy().IsMatch(Resource(type)), $"{rule}: {type} has no create_before_destroy.");
    }

    [Fact]
    public void Nothing_of_the_accounts_root_can_be_destroyed() =>
        Assert.All(
            HclBlock.ReadModule(Path.Combine(Terraform.Source, "account")).Where(block => block.Kind == "resource"),
            block => Assert.Contains("prevent_destroy = true", block.Body, StringComparison.Ordinal)
        );

    /// <summary>One that is replaced in its place would be gone afterwards: what is new is made before the old is destroyed.</summary>
    [Fact]
    public void Another_type_of_integration_is_another_api() =>
        Assert.Contains(
            "replace_triggered_by  = [terraform_data.integration_type]",
            Resource("aws_api_gateway_rest_api"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Deployment_is_triggered_by_nothing_but_the_authored_specification()
    {
        var specification = File.ReadAllText(Path.Combine(Api, "spec.tf"));

        Assert.Contains("specification = sha256(jsonencode(local.api_spec))", Deployment, StringComparison.Ordinal);
        Assert.DoesNotContain("aws_api_gateway_", specification, StringComparison.Ordinal);
    }

    [Fact]
    public void Modules_leave_providers_and_default_tags_to_their_callers()
    {
        var files = Directory.EnumerateFiles(
            Path.Combine(Terraform.Source, "modules"),
            "*.tf",
            SearchOption.AllDirectories
        );

        Assert.All(
            files,
            file => Assert.DoesNotContain("\nprovider ", "\n" + File.ReadAllText(file), StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("modules/function")]
    [InlineData("modules/api")]
    [InlineData("modules/batch")]
    [InlineData("modules/observability")]
    [InlineData("account")]
    [InlineData(".")]
    public void Every_validation_is_seen_to_refuse_something(string module)
    {
        var runs = Directory
            .EnumerateFiles(Path.Combine(Terraform.Source, "tests"), "*.tftest.hcl")
            .SelectMany(file => HclBlock.Read(File.ReadAllText(file)))
            .Where(b => b.Kind == "run" && b.Name.StartsWith("rejects_", StringComparison.Ordinal))
            .Where(b =>
                module == "."
                    ? !b.Body.Contains("source", StringComparison.Ordinal)
                    : b.Body.Contains($"\"./{module}\"", StringComparison.Ordinal)
            )
            .ToList();
        var variables = HclBlock
            .ReadModule(Path.Combine(Terraform.Source, module))
            .Where(block => block.Kind == "variable")
            // Refused by workspace, of which a test of Terraform's own has one only: EnvironmentTests see it.
            .Where(variable => module != "." || variable.Name != "stage")
            .ToList();

        Assert.NotEmpty(variables);
        foreach (var variable in variables)
        {
            var name = variable.Name;
            var validations = Validation().Count(variable.Body);
            var refusals = runs.Count(run => Regex.IsMatch(run.Body, $@"expect_failures = \[[^]]*\bvar\.{name}\b"));
            Assert.True(
                refusals >= validations,
                $"{module}: {name} has {validations} validations and {refusals} tests that see it refuse."
            );
        }
    }

    private static string Deployment => Resource("aws_api_gateway_deployment");

    private static string Resource(string type) =>
        HclBlock.ReadModule(Api).Single(b => b.Kind == "resource" && b.Labels[0] == type).Body;

    [GeneratedRegex("^  validation \\{$", RegexOptions.Multiline)]
    private static partial Regex Validation();

    [GeneratedRegex(@"lifecycle \{\s*create_before_destroy = true")]
    private static partial Regex CreateBeforeDestroy();
}
