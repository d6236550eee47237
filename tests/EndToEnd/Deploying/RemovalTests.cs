using ClothesClassification.EndToEnd.Applied;

namespace ClothesClassification.EndToEnd.Deploying;

/// <summary>
/// What is taken away is gone with the apply that takes it away, although a deployment is made before anything is destroyed.
/// </summary>
[TestMethodOrderer(typeof(StepOrderer))]
public sealed class RemovalTests(AppliedDeployment deployment) : IClassFixture<AppliedDeployment>, IAsyncLifetime
{
    private const string Origin = "https://shop.example.com";
    private static readonly string[] Cors = [$"-var=cors_origins=[\"{Origin}\"]"];

    public async ValueTask InitializeAsync() => await deployment.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact, Step(1)]
    public async Task Preflight_succeeds_with_cors_and_fails_after_one_apply_without()
    {
        Assert.Null(await AllowedOriginAsync());

        (await deployment.ApplyAsync(Cors)).OrFail();
        var on = await deployment.ReadApiAsync();
        Assert.Equal(Origin, await AllowedOriginAsync());
        Assert.All(
            on.GatewayResponses,
            response => Assert.Equal(Origin, response.Headers["Access-Control-Allow-Origin"])
        );
        Assert.Equal(0, (await deployment.PlanAsync(Cors)).ExitCode);

        (await deployment.ApplyAsync()).OrFail();
        var off = await deployment.ReadApiAsync();
        Assert.Null(await AllowedOriginAsync());
        Assert.All(
            off.GatewayResponses,
            response => Assert.DoesNotContain("Access-Control-Allow-Origin", response.Headers)
        );
        Assert.NotEqual(on.Stage.DeploymentId, off.Stage.DeploymentId);
        Assert.Equal(0, (await deployment.PlanAsync()).ExitCode);
    }

    /// <summary>The deployment's snapshot may still have the method: the policy in it has to refuse.</summary>
    [Fact, Step(2)]
    public async Task Removed_route_is_refused_by_the_policy_and_may_not_call_the_function()
    {
        var before = await deployment.ReadApiAsync();
        Assert.True(before.Policy!.LetsIn(new Call("GET/model")));
        var locals = Path.Combine(deployment.Terraform.Root, "locals.tf");
        var lines = await File.ReadAllLinesAsync(locals);
        await File.WriteAllLinesAsync(
            locals,
            lines.Where(line => !line.TrimStart().StartsWith("model ", StringComparison.Ordinal))
        );

        (await deployment.ApplyAsync()).OrFail();

        var after = await deployment.ReadApiAsync();
        Assert.False(after.Policy!.LetsIn(new Call("GET/model")));
        Assert.False(after.Policy.LetsIn(new Call("OPTIONS/model")));
        Assert.True(after.Policy.LetsIn(new Call("POST/predict")));
        Assert.NotEqual(before.Stage.DeploymentId, after.Stage.DeploymentId);
        Assert.DoesNotContain(after.Methods, method => method.Path == "/model");
        var permissions = await deployment.Aws.GetAsync(
            "lambda",
            $"2015-03-31/functions/{deployment.FunctionName}/policy?Qualifier=live"
        );
        Assert.DoesNotContain("/model", permissions.Text("Policy"), StringComparison.Ordinal);
        Assert.Equal(0, (await deployment.PlanAsync()).ExitCode);
    }

    /// <summary>Asks what was applied, behind the local gateway, as a browser asks before it sends a photo.</summary>
    private async Task<string?> AllowedOriginAsync()
    {
        var applied = await deployment.ReadApiAsync();
        var function = await AppliedFunction.ReadAsync(deployment.Aws, deployment.FunctionName, "live");
        var package = await File.ReadAllBytesAsync(
            Path.Combine(SharedData.RepositoryRoot, "artifacts", "clothes-classification.zip")
        );
        await using var served = await ServedDeployment.StartAsync(applied, function, package);
        using var request = new HttpRequestMessage(HttpMethod.Options, $"{served.Api.Stage}/predict");
        request.Headers.Add("Origin", Origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,x-api-key");
        using var client = new HttpClient();
        using var response = await client.SendAsync(request);
        Assert.Equal(204, (int)response.StatusCode);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins.Single() : null;
    }
}
