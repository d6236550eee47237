using System.Text.RegularExpressions;
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
        var resources = Blocks(Api)
            .Where(b =>
                b.Type.StartsWith("aws_api_gateway_", StringComparison.Ordinal) && !NotInASnapshot.Contains(b.Type)
            );
        var deployment = Blocks(Api).Single(b => b.Type == "aws_api_gateway_deployment").Text;
        var list = deployment[deployment.IndexOf("depends_on", StringComparison.Ordinal)..];

        Assert.All(resources, r => Assert.Contains($"{r.Type}.{r.Name},", list, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("aws_api_gateway_deployment", "CKV_AWS_217")]
    [InlineData("aws_api_gateway_rest_api", "CKV_AWS_237")]
    public void New_one_is_made_before_the_old_one_goes(string type, string rule)
    {
        var block = Blocks(Api).Single(b => b.Type == type).Text;

        Assert.True(CreateBeforeDestroy().IsMatch(block), $"{rule}: {type} has no create_before_destroy.");
    }

    [Fact]
    public void Deployment_is_triggered_by_nothing_but_the_authored_specification()
    {
        var deployment = Blocks(Api).Single(b => b.Type == "aws_api_gateway_deployment").Text;
        var specification = File.ReadAllText(Path.Combine(Api, "spec.tf"));

        Assert.Contains("specification = sha256(jsonencode(local.api_spec))", deployment, StringComparison.Ordinal);
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
    [InlineData("function")]
    [InlineData("api")]
    [InlineData("observability")]
    [InlineData("logging-role")]
    public void Every_validation_is_seen_to_refuse_something(string module)
    {
        var tests = string.Concat(
            Directory.EnumerateFiles(Path.Combine(Terraform.Source, "tests"), "*.tftest.hcl").Select(File.ReadAllText)
        );
        var runs = Run()
            .Matches(tests)
            .Select(m => m.Value)
            .Where(run => run.Contains($"\"./modules/{module}\"", StringComparison.Ordinal))
            .ToList();

        foreach (
            var variable in Variable()
                .Matches(File.ReadAllText(Path.Combine(Terraform.Source, "modules", module, "variables.tf")))
                .Cast<Match>()
        )
        {
            var name = variable.Groups["name"].Value;
            var validations = Validation().Count(variable.Value);
            var refusals = runs.Count(run => run.Contains($"expect_failures = [var.{name}]", StringComparison.Ordinal));
            Assert.True(
                refusals >= validations,
                $"{module}: {name} has {validations} validations and {refusals} tests that see it refuse."
            );
        }
    }

    private static IEnumerable<(string Type, string Name, string Text)> Blocks(string module) =>
        Directory
            .EnumerateFiles(module, "*.tf")
            .SelectMany(file => Resource().Matches(File.ReadAllText(file)))
            .Select(m => (m.Groups["type"].Value, m.Groups["name"].Value, m.Value));

    [GeneratedRegex(
        "^resource \"(?<type>[a-z0-9_]+)\" \"(?<name>[a-z0-9_]+)\" \\{$.*?^\\}$",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Resource();

    [GeneratedRegex("^run \"rejects_.*?^\\}$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Run();

    [GeneratedRegex("^variable \"(?<name>[a-z0-9_]+)\" \\{$.*?^\\}$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Variable();

    [GeneratedRegex("^  validation \\{$", RegexOptions.Multiline)]
    private static partial Regex Validation();

    [GeneratedRegex(@"lifecycle \{\s*create_before_destroy = true")]
    private static partial Regex CreateBeforeDestroy();
}
