namespace ClothesClassification.EndToEnd.Policy;

/// <summary>The plans of the root module and of each example against the rules.</summary>
public sealed class PolicyTests(PlannedModules plans) : IClassFixture<PlannedModules>
{
    private static readonly IReadOnlyList<Rule> Rules =
    [
        .. ApiRules.All,
        .. BatchRules.All,
        .. FunctionRules.All,
        .. PermissionRules.All,
    ];

    [Theory]
    [InlineData(".")]
    [InlineData("account")]
    [InlineData("examples/batch")]
    [InlineData("examples/minimal")]
    [InlineData("examples/production")]
    [InlineData("examples/existing-function")]
    public async Task Plan_keeps_the_rules_that_it_does_not_leave_open_on_purpose(string module)
    {
        var plan = await plans.PlanAsync(module);

        var broken = Rules
            .Select(rule => (rule, offenders: rule.Offenders(plan).ToList()))
            .Where(found => found.offenders.Count > 0)
            .ToList();
        var unexpected = broken
            .Where(found =>
                !Waivers.Declined.ContainsKey(found.rule.Id) && !Waivers.OpenIn[module].Contains(found.rule.Id)
            )
            .Select(found => $"{found.rule.Id} ({found.rule.Title}): {string.Join(", ", found.offenders)}");
        Assert.Empty(unexpected);

        // A waiver that waives nothing hides the next one that does.
        Assert.Empty(Waivers.OpenIn[module].Except(broken.Select(found => found.rule.Id)));
    }

    [Fact]
    public async Task Production_satisfies_every_rule_that_a_variable_can_satisfy()
    {
        var production = await plans.PlanAsync("examples/production", PlannedModules.EverythingOn);
        var batch = await plans.PlanAsync("examples/batch");

        var broken = Rules
            .Where(rule => rule.Offenders(production).Any())
            .Concat(BatchRules.All.Where(rule => rule.Offenders(batch).Any()))
            .Select(rule => rule.Id);

        Assert.Equal(Waivers.Declined.Keys.Order(StringComparer.Ordinal), broken.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Deployment_is_triggered_by_a_hash_that_is_known_before_anything_is_made()
    {
        var plan = await plans.PlanAsync(".");
        var deployment = Assert.Single(plan.Of("aws_api_gateway_deployment"));

        Assert.Matches(
            "^[0-9a-f]{64}$",
            deployment.After.GetProperty("triggers").GetProperty("specification").GetString()
        );
    }

    [Fact]
    public void Wildcard_in_a_policy_is_noticed()
    {
        var policy =
            """{"Statement":[{"Action":["s3:*"],"Resource":"arn:aws:s3:::x"},{"Action":"sqs:SendMessage","Resource":"*"}]}""";

        Assert.Equal(["p: action s3:*", "p: sqs:SendMessage on any resource"], PermissionRules.Wildcards("p", policy));
    }

    [Fact]
    public void Every_rule_that_is_declined_or_left_to_a_variable_is_explained_to_readers()
    {
        var text = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "security.md"));

        Assert.All(
            Waivers.Declined,
            waiver => Assert.Contains($"| {waiver.Key} | declined: {waiver.Value} |", text, StringComparison.Ordinal)
        );
        Assert.All(
            Waivers.ByVariable,
            waiver => Assert.Contains($"| {waiver.Key} | `{waiver.Value}` |", text, StringComparison.Ordinal)
        );
        Assert.All(
            Waivers.OnAnyResource.Keys,
            action => Assert.Contains($"`{action}`", text, StringComparison.Ordinal)
        );
    }
}
