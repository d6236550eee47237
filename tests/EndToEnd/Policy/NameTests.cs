using ClothesClassification.EndToEnd.Applied;
using ClothesClassification.EndToEnd.Tools;

namespace ClothesClassification.EndToEnd.Policy;

/// <summary>Two stages, two regions and two teams in one account: what AWS wants to be unique is.</summary>
public sealed class NameTests(PlannedModules plans) : IClassFixture<PlannedModules>
{
    private const string Account = "account";

    /// <summary>What has a name of its own: the argument, and whether it is unique in the account or in a region.</summary>
    private static readonly Dictionary<string, (string Argument, string Scope)> Named = new()
    {
        ["aws_api_gateway_api_key"] = ("name", Moto.Region),
        ["aws_api_gateway_usage_plan"] = ("name", Moto.Region),
        ["aws_cloudwatch_dashboard"] = ("dashboard_name", Account),
        ["aws_cloudwatch_log_group"] = ("name", Moto.Region),
        ["aws_cloudwatch_metric_alarm"] = ("alarm_name", Moto.Region),
        ["aws_iam_role"] = ("name", Account),
        ["aws_lambda_function"] = ("function_name", Moto.Region),
        ["aws_sfn_state_machine"] = ("name", Moto.Region),
        ["aws_wafv2_web_acl"] = ("name", Moto.Region),
    };

    /// <summary>What is part of another resource, or gets its id or the end of its name from AWS or the provider.</summary>
    private static readonly string[] Unnamed =
    [
        "aws_api_gateway_deployment",
        "aws_api_gateway_gateway_response",
        "aws_api_gateway_integration",
        "aws_api_gateway_integration_response",
        "aws_api_gateway_method",
        "aws_api_gateway_method_response",
        "aws_api_gateway_method_settings",
        "aws_api_gateway_model",
        "aws_api_gateway_request_validator",
        "aws_api_gateway_resource",
        "aws_api_gateway_rest_api",
        "aws_api_gateway_rest_api_policy",
        "aws_api_gateway_stage",
        "aws_api_gateway_usage_plan_key",
        "aws_iam_role_policy",
        "aws_lambda_alias",
        "aws_lambda_permission",
        "aws_s3_bucket",
        "aws_s3_bucket_policy",
        "aws_s3_bucket_public_access_block",
        "aws_s3_bucket_server_side_encryption_configuration",
        "aws_s3_bucket_versioning",
        "aws_s3_object",
        "aws_wafv2_web_acl_association",
        "terraform_data",
    ];

    // A name that is known after the apply only has the API's id in it.
    private static readonly string[] EverythingNamed =
    [
        "package_through_s3=true",
        "waf={}",
        "api_logging=true",
        "batch={input_bucket=\"my-photos\",input_prefixes=[\"photos/\"],output_bucket=\"my-answers\"}",
    ];

    [Theory]
    [InlineData("stage=prod", "region=eu-central-1")]
    [InlineData("name=photos", "region=eu-central-1")]
    [InlineData("stage=test", "region=us-east-1")]
    public async Task Names_of_neighbours_in_one_account_differ(string other, string region)
    {
        var first = await plans.PlanAsync(".", EverythingNamed);
        var second = await plans.PlanAsync(".", [.. EverythingNamed, other, region]);
        var sameRegion = region == $"region={Moto.Region}";

        foreach (var (type, (argument, scope)) in Named.Where(n => sameRegion || n.Value.Scope == Account))
        {
            var names = Names(first, type, argument);
            Assert.True(names.Count > 0, $"No {type} is planned.");
            Assert.Empty(
                names.Intersect(Names(second, type, argument)).Select(name => $"{type} {name} in one {scope}")
            );
        }
    }

    [Fact]
    public async Task Every_type_is_known_to_have_a_name_or_none()
    {
        var plan = await plans.PlanAsync(".", EverythingNamed);

        Assert.Empty(plan.Types.Except(Named.Keys).Except(Unnamed));
    }

    private static IReadOnlyList<string> Names(Plan plan, string type, string argument) =>
        [.. plan.Of(type).Select(resource => resource.After.Text(argument)).OfType<string>()];
}
