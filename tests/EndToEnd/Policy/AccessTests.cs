using ClothesClassification.EndToEnd.Applied;

namespace ClothesClassification.EndToEnd.Policy;

/// <summary>
/// Who gets in under each combination of authorization, endpoint and access policy, as AWS decides it: the policies of one
/// plan of terraform/tests/fixtures/access, whose routes are POST /predict and an open GET /health.
/// </summary>
public sealed class AccessTests(PlannedModules plans) : IClassFixture<PlannedModules>
{
    private const string Account = "123456789012";
    private const string Own = "arn:aws:iam::123456789012:role/own";
    private const string Named = "arn:aws:iam::444455556666:role/shop";
    private const string OfNamedAccount = "arn:aws:iam::111122223333:role/any";
    private const string Stranger = "arn:aws:iam::999999999999:role/stranger";

    private static readonly Call Inside = new("POST/predict", InternetAddress: "203.0.113.7");
    private static readonly Call Outside = new("POST/predict", InternetAddress: "198.51.100.1");
    private static readonly Call Vpc = new("POST/predict", VpcAddress: "203.0.113.7", Endpoint: "vpce-1");

    [Theory]
    [InlineData("API_KEY")]
    [InlineData("COGNITO")]
    [InlineData("API_KEY, addresses")]
    public async Task Keys_and_tokens_open_every_route_and_no_removed_one(string api)
    {
        var policy = await PolicyAsync(api);

        Assert.All(
            ["POST/predict", "GET/health", "OPTIONS/predict", "OPTIONS/health"],
            route => Assert.True(policy.LetsIn(Inside with { Route = route }), route)
        );
        Assert.All(
            ["GET/model", "GET/predict", "OPTIONS/model", "POST/predict/more"],
            route => Assert.False(policy.LetsIn(Inside with { Route = route }), route)
        );
        Assert.Equal(!api.Contains("addresses", StringComparison.Ordinal), policy.LetsIn(Outside));
    }

    [Theory]
    [InlineData("AWS_IAM")]
    [InlineData("AWS_IAM, addresses")]
    [InlineData("AWS_IAM, principals")]
    public async Task Identities_of_the_account_need_their_own_permission(string api)
    {
        var policy = await PolicyAsync(api);

        Assert.True(policy.LetsIn(Inside, Own, permitted: true, Account));
        Assert.False(policy.LetsIn(Inside, Own, permitted: false, Account));
        Assert.False(policy.LetsIn(Inside with { Route = "GET/model" }, Own, permitted: true, Account));
        Assert.Equal(
            !api.Contains("addresses", StringComparison.Ordinal),
            policy.LetsIn(Outside, Own, permitted: true, Account)
        );
    }

    [Theory]
    [InlineData("AWS_IAM", "203.0.113.7", null)]
    [InlineData("AWS_IAM, private", null, "vpce-1")]
    public async Task Preflights_and_open_routes_are_not_signed_and_get_in(
        string api,
        string? address,
        string? endpoint
    )
    {
        var policy = await PolicyAsync(api);

        Assert.All(
            ["OPTIONS/predict", "OPTIONS/health", "GET/health"],
            route => Assert.True(policy.LetsIn(new(route, address, Endpoint: endpoint)), route)
        );
        Assert.False(policy.LetsIn(new("POST/predict", address, Endpoint: endpoint)));
    }

    [Theory]
    [InlineData("AWS_IAM, principals")]
    [InlineData("AWS_IAM, private, principals")]
    public async Task Other_accounts_get_in_by_name_and_with_a_permission_of_theirs(string api)
    {
        var policy = await PolicyAsync(api);
        var call = api.Contains("private", StringComparison.Ordinal) ? Vpc : Inside;

        Assert.True(policy.LetsIn(call, Named, permitted: true, Account));
        Assert.True(policy.LetsIn(call, OfNamedAccount, permitted: true, Account));
        Assert.False(policy.LetsIn(call, Named, permitted: false, Account));
        Assert.False(policy.LetsIn(call, OfNamedAccount, permitted: false, Account));
        Assert.False(policy.LetsIn(call, Stranger, permitted: true, Account));
    }

    [Theory]
    [InlineData("API_KEY, private", true)]
    [InlineData("API_KEY, private, addresses", false)]
    public async Task Private_api_is_open_to_its_endpoints_and_the_addresses_in_its_vpc(string api, bool anyAddress)
    {
        var policy = await PolicyAsync(api);

        Assert.True(policy.LetsIn(Vpc));
        Assert.False(policy.LetsIn(Vpc with { Endpoint = "vpce-2" }));
        Assert.False(policy.LetsIn(Inside));
        Assert.False(policy.LetsIn(Vpc with { Route = "GET/model" }));
        Assert.Equal(anyAddress, policy.LetsIn(Vpc with { VpcAddress = "10.0.0.1" }));
    }

    [Theory]
    [InlineData("AWS_IAM, private", true)]
    [InlineData("AWS_IAM, private, addresses", false)]
    public async Task Private_api_leaves_the_decision_on_signed_calls_to_the_account(string api, bool anyAddress)
    {
        var policy = await PolicyAsync(api);

        Assert.True(policy.LetsIn(Vpc, Own, permitted: true, Account));
        Assert.False(policy.LetsIn(Vpc, Own, permitted: false, Account));
        Assert.False(policy.LetsIn(Vpc with { Endpoint = "vpce-2" }, Own, permitted: true, Account));
        Assert.False(policy.LetsIn(Vpc, Stranger, permitted: true, Account));
        Assert.Equal(anyAddress, policy.LetsIn(Vpc with { VpcAddress = "10.0.0.1" }, Own, permitted: true, Account));
    }

    /// <summary>What this project's policies are not: the tests above have to notice it.</summary>
    [Fact]
    public void Allow_to_all_lets_in_every_identity_of_the_account()
    {
        var policy = ResourcePolicy.Parse(
            """[{"Effect": "Allow", "Principal": "*", "Resource": "arn:aws:execute-api:eu-central-1:123456789012:abc/*"}]"""
        );

        Assert.True(policy.LetsIn(Inside, Own, permitted: false, Account));
        Assert.True(policy.LetsIn(Inside with { Route = "GET/model" }));
        Assert.False(policy.LetsIn(Inside, Stranger, permitted: false, Account));
    }

    private async Task<ResourcePolicy> PolicyAsync(string api) =>
        ResourcePolicy.Parse(
            (await plans.PlanAsync("tests/fixtures/access")).Output("policies").GetProperty(api).GetString()!
        );
}
