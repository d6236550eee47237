using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using ClothesClassification.EndToEnd.Applied;
using ClothesClassification.EndToEnd.Serving;

namespace ClothesClassification.EndToEnd.Deploying;

/// <summary>
/// One deployment from apply to destroy, on an emulated account. The first steps only read, or put back what they change.
/// </summary>
[TestMethodOrderer(typeof(StepOrderer))]
public sealed class DeploymentTests(AppliedDeployment deployment) : IClassFixture<AppliedDeployment>, IAsyncLifetime
{
    private const string ApiGateway = "apigateway";
    private const string Lambda = "lambda";

    public async ValueTask InitializeAsync() => await deployment.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact, Step(1)]
    public async Task Second_plan_has_nothing_to_do()
    {
        var plan = await deployment.PlanAsync();

        Assert.True(plan.ExitCode == 0, plan.Output + plan.Error);
        Assert.Contains("No changes.", plan.Output, StringComparison.Ordinal);
    }

    [Fact, Step(1)]
    public async Task Api_as_AWS_has_it_keeps_its_promises()
    {
        var api = await deployment.ReadApiAsync();

        Assert.Empty(ApiContract.Breaches(api, deployment.FunctionName, "live"));
        Assert.Equal((20, 40), (api.Stage.RateLimit, api.Stage.BurstLimit));
        Assert.False(api.Stage.DataTrace);
        Assert.True(api.Stage.Tracing);
        var plan = Assert.Single(api.UsagePlans);
        Assert.Equal((5, 10, 10_000, "MONTH"), (plan.RateLimit, plan.BurstLimit, plan.QuotaLimit, plan.QuotaPeriod));
    }

    [Fact, Step(1)]
    public async Task Every_refusal_of_the_gateway_is_a_problem_that_says_its_status()
    {
        var api = await deployment.ReadApiAsync();

        Assert.Equal(21, api.GatewayResponses.Count);
        Assert.All(
            api.GatewayResponses,
            response =>
            {
                using var body = JsonDocument.Parse(response.Template!);
                Assert.StartsWith(
                    "urn:clothes-classification:problem:",
                    body.RootElement.Text("type"),
                    StringComparison.Ordinal
                );
                Assert.Equal((double?)response.StatusCode, body.RootElement.Number("status"));
                Assert.NotEmpty(body.RootElement.Text("title")!);
                Assert.NotEmpty(body.RootElement.Text("detail")!);
                Assert.Equal("$context.requestId", body.RootElement.Text("requestId"));
                Assert.Equal("application/problem+json", response.Headers["Content-Type"]);
            }
        );
    }

    [Fact, Step(1)]
    public async Task Gateway_may_call_the_alias_for_these_routes_in_any_stage_and_nothing_else()
    {
        var api = await deployment.ReadApiAsync();
        var policy = (
            await deployment.Aws.GetAsync(
                Lambda,
                $"2015-03-31/functions/{deployment.FunctionName}/policy?Qualifier=live"
            )
        ).Text("Policy")!;
        using var json = JsonDocument.Parse(policy);

        var sources = json
            .RootElement.Elements("Statement")
            .Select(statement => statement.Text("Condition.ArnLike.AWS:SourceArn")!)
            .Select(arn => arn[arn.IndexOf(api.Id, StringComparison.Ordinal)..]);

        string[] routes = ["GET/health", "GET/model", "GET/openapi.json", "POST/predict"];
        Assert.Equal(routes.Select(route => $"{api.Id}/*/{route}"), sources.Order(StringComparer.Ordinal));
    }

    [Fact, Step(1)]
    public async Task Function_has_the_package_half_of_its_memory_for_the_heap_and_logs_that_end()
    {
        var function = (
            await deployment.Aws.GetAsync(Lambda, $"2015-03-31/functions/{deployment.FunctionName}?Qualifier=live")
        ).Member("Configuration");

        Assert.Equal(
            Convert.ToBase64String(SHA256.HashData(File.ReadAllBytes(deployment.Terraform.StandIn))),
            function.Text("CodeSha256")
        );
        Assert.Equal(1769, function.Number("MemorySize"));
        var heap = function.Text("Environment.Variables.DOTNET_GCHeapHardLimit");
        Assert.Equal(1769L * 1024 * 1024 / 2, Convert.ToInt64(heap, 16));
        Assert.Equal($"/aws/lambda/{deployment.FunctionName}", function.Text("LoggingConfig.LogGroup"));
    }

    [Fact, Step(1)]
    public async Task No_output_log_or_plan_shows_the_value_of_a_key()
    {
        var secret = (await deployment.ReadApiAsync()).UsagePlans.Single().Keys.Single().Value;
        Assert.NotEmpty(secret);
        var plan = await deployment.PlanAsync();
        var outputs = await deployment.Terraform.OutputsAsync();

        Assert.DoesNotContain(secret, deployment.ApplyLog, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, plan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, outputs.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("get-api-key", outputs.Text("read_key_command.value"), StringComparison.Ordinal);
    }

    [Fact, Step(1)]
    public async Task Local_gateway_is_described_by_what_was_applied()
    {
        var api = await deployment.ReadApiAsync();
        var function = await AppliedFunction.ReadAsync(deployment.Aws, deployment.FunctionName, "live");

        var description = GatewayDescription.Of(api, function, "live");
        var wrong = GatewayDescription.Of(api, function, "another");

        Assert.Equal(
            4,
            description["routes"]!.AsArray().Count(r => (string?)r!["integration"]!["type"] == "AWS_PROXY")
        );
        Assert.Equal(api.UsagePlans.Single().Keys.Single().Value, (string?)description["apiKeys"]![0]!["value"]);
        Assert.Equal(21, description["gatewayResponses"]!.AsObject().Count);
        Assert.Equal("37480000", (string?)description["function"]!["environment"]!["DOTNET_GCHeapHardLimit"]);
        Assert.All(wrong["routes"]!.AsArray(), r => Assert.Equal("MOCK", (string?)r!["integration"]!["type"]));
    }

    [Fact, Step(10)]
    public async Task Integration_with_another_alias_is_noticed()
    {
        var api = await deployment.ReadApiAsync();
        var resources = await deployment.Aws.GetAsync(ApiGateway, $"restapis/{api.Id}/resources");
        var resource = resources.Elements("item").Single(r => r.Text("path") == "/predict").Text("id");
        var before = Predict(api).Integration!;

        await PutAsync(before.Uri!.Replace(":live/", "/", StringComparison.Ordinal));
        Assert.Contains("POST /predict calls", await BreachAsync(), StringComparison.Ordinal);

        await PutAsync(before.Uri!);
        Assert.Empty(await BreachAsync());

        Task PutAsync(string uri) =>
            deployment.Aws.SendAsync(
                HttpMethod.Put,
                ApiGateway,
                $"restapis/{api.Id}/resources/{resource}/methods/POST/integration",
                new
                {
                    type = "AWS_PROXY",
                    httpMethod = "POST",
                    uri,
                    timeoutInMillis = before.TimeoutMilliseconds,
                }
            );
    }

    [Fact, Step(10)]
    public async Task Missing_and_additional_media_types_are_noticed()
    {
        var api = await deployment.ReadApiAsync();

        await Change("remove", "image/webp");
        Assert.Equal("image/webp does not arrive as bytes.", await BreachAsync());
        await Change("add", "image/webp");

        await Change("add", "application/json");
        Assert.Equal("application/json arrives in base64.", await BreachAsync());
        await Change("remove", "application/json");

        Assert.Empty(await BreachAsync());

        Task Change(string op, string type)
        {
            var path = $"/binaryMediaTypes/{type.Replace("/", "~1", StringComparison.Ordinal)}";
            var body = new { patchOperations = new[] { new { op, path } } };
            return deployment.Aws.SendAsync(HttpMethod.Patch, ApiGateway, $"restapis/{api.Id}", body);
        }
    }

    [Fact, Step(50)]
    public async Task Release_through_S3_moves_the_alias_and_leaves_the_API_alone()
    {
        var before = await deployment.ReadApiAsync();
        var package = Path.Combine(deployment.Terraform.Root, "release.zip");
        WriteZip(package, "another release");
        string[] release = [$"-var=package_path={package}", "-var=package_through_s3=true"];

        (await deployment.ApplyAsync(release)).OrFail();

        var after = await deployment.ReadApiAsync();
        Assert.Equal(before.Stage.DeploymentId, after.Stage.DeploymentId);
        Assert.Empty(ApiContract.Breaches(after, deployment.FunctionName, "live"));
        var alias = await deployment.Aws.GetAsync(
            Lambda,
            $"2015-03-31/functions/{deployment.FunctionName}/aliases/live"
        );
        Assert.Equal("2", alias.Text("FunctionVersion"));
        var bytes = await deployment.Aws.SendForBytesAsync(HttpMethod.Get, "s3", await PackageObjectAsync());
        Assert.Equal(File.ReadAllBytes(package), bytes);
    }

    [Fact, Step(60)]
    public async Task What_was_applied_classifies_photos_and_what_is_broken_in_it_is_a_failed_call()
    {
        var zip = Path.Combine(SharedData.RepositoryRoot, "artifacts", "clothes-classification.zip");
        PublishedFunction.Require();
        (await deployment.ApplyAsync($"-var=package_path={zip}", "-var=package_through_s3=true")).OrFail();
        var package = await deployment.Aws.SendForBytesAsync(HttpMethod.Get, "s3", await PackageObjectAsync());
        Assert.Equal(SHA256.HashData(await File.ReadAllBytesAsync(zip)), SHA256.HashData(package));
        var applied = await deployment.ReadApiAsync();

        Assert.Equal(200, await CallAsync(applied, package));
        Assert.Equal(403, await CallAsync(applied, package, "no-key-of-this-usage-plan"));

        var broken = (AppliedMethod method) => applied with { Methods = [method] };
        var predict = Predict(applied);
        Assert.Equal(404, await CallAsync(broken(predict with { Path = "/predictions" }), package));
        var elsewhere = predict.Integration! with
        {
            Uri = predict.Integration!.Uri!.Replace(":live/", "/", StringComparison.Ordinal),
        };
        Assert.Equal(500, await CallAsync(broken(predict with { Integration = elsewhere }), package));
        Assert.Equal(400, await CallAsync(applied with { BinaryMediaTypes = ["image/png"] }, package));
        Assert.Equal(200, await CallAsync(broken(predict with { ApiKeyRequired = false }), package, "no-key"));
    }

    /// <summary>Sends a photo to what was applied, and gives the status; a right answer where it is 200.</summary>
    private async Task<int> CallAsync(AppliedApi applied, byte[] package, string? key = null)
    {
        var function = await AppliedFunction.ReadAsync(deployment.Aws, deployment.FunctionName, "live");
        await using var served = await ServedDeployment.StartAsync(applied, function, package);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{served.Api.Stage}/predict");
        request.Headers.Add("x-api-key", key ?? applied.UsagePlans.Single().Keys.Single().Value);
        request.Content = new ByteArrayContent(
            await File.ReadAllBytesAsync(Path.Combine(SharedData.SamplePhotos, "dress.jpg"))
        );
        request.Content.Headers.Add("Content-Type", "image/jpeg");
        using var client = new HttpClient();
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        using var json = JsonDocument.Parse(text);
        if (response.IsSuccessStatusCode)
            Assert.Equal("dress", json.RootElement.Text("label"));
        else
            Assert.StartsWith(
                "urn:clothes-classification:problem:",
                json.RootElement.Text("type"),
                StringComparison.Ordinal
            );
        return (int)response.StatusCode;
    }

    [Fact, Step(70)]
    public async Task Logs_wait_for_the_accounts_role_which_is_no_part_of_the_deployment()
    {
        string[] logs = ["-var=api_logging=true"];
        var early = await deployment.ApplyAsync(logs);
        Assert.NotEqual(0, early.ExitCode);
        Assert.Contains("CloudWatch Logs role ARN must be set", early.Output + early.Error, StringComparison.Ordinal);

        await deployment.Terraform.InitAsync("account");
        (await deployment.Terraform.RunAsync("account", ["apply", "-auto-approve"])).OrFail();
        (await deployment.ApplyAsync(logs)).OrFail();

        Assert.Equal(0, (await deployment.PlanAsync(logs)).ExitCode);
        Assert.Equal(3, (await deployment.Terraform.OutputsAsync()).Texts("log_group_names.value").Count);
        Assert.NotEqual(0, (await deployment.Terraform.RunAsync("account", ["destroy", "-auto-approve"])).ExitCode);
    }

    [Fact, Step(100)]
    public async Task Destroy_needs_no_package_and_leaves_nothing_but_the_accounts_role()
    {
        (await deployment.Terraform.RunAsync("destroy", "-auto-approve")).OrFail();

        Assert.EndsWith(
            ":role/api-gateway-logging-eu-central-1",
            (await deployment.Aws.GetAsync(ApiGateway, "account")).Text("cloudwatchRoleArn"),
            StringComparison.Ordinal
        );
        Assert.Empty((await deployment.Aws.GetAsync(ApiGateway, "restapis")).Elements("item"));
        Assert.Empty((await deployment.Aws.GetAsync(ApiGateway, "apikeys")).Elements("item"));
        Assert.Empty((await deployment.Aws.GetAsync(ApiGateway, "usageplans")).Elements("item"));
        Assert.Empty((await deployment.Aws.GetAsync(Lambda, "2015-03-31/functions")).Elements("Functions"));
        using var state = JsonDocument.Parse((await deployment.Terraform.RunAsync("show", "-json")).OrFail().Output);
        Assert.Empty(state.RootElement.Members("values"));
    }

    [Fact, Step(110)]
    public async Task Wrong_path_key_alias_or_media_type_in_the_files_is_noticed_where_plan_and_apply_are_green()
    {
        Edit("locals.tf", "path = \"predict\"", "path = \"predictions\"");
        Edit("locals.tf", "open = var.open_health", "open = true");
        Edit("main.tf", "qualifier = module.function.alias_name", "qualifier = null");
        Edit("modules/api/variables.tf", "    \"image/webp\",\n", "");

        (await deployment.ApplyAsync("-target=module.api")).OrFail();

        var breaches = ApiContract.Breaches(await deployment.ReadApiAsync(), deployment.FunctionName, "live");
        Assert.Contains("POST /predict is missing.", breaches);
        Assert.Contains("POST /predictions was not promised.", breaches);
        Assert.Contains("GET /health can be called without a key.", breaches);
        Assert.Contains(breaches, b => b.StartsWith("GET /model calls ", StringComparison.Ordinal));
        Assert.Contains("image/webp does not arrive as bytes.", breaches);

        void Edit(string file, string from, string to)
        {
            var path = Path.Combine(deployment.Terraform.Root, file);
            var text = File.ReadAllText(path);
            Assert.Contains(from, text, StringComparison.Ordinal);
            File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        }
    }

    private static AppliedMethod Predict(AppliedApi api) =>
        api.Methods.Single(method => method is { Path: "/predict", HttpMethod: "POST" });

    private async Task<string> BreachAsync() =>
        string.Join(' ', ApiContract.Breaches(await deployment.ReadApiAsync(), deployment.FunctionName, "live"));

    /// <summary>Bucket and key of the package, as a path, from Terraform's state.</summary>
    private async Task<string> PackageObjectAsync()
    {
        using var state = JsonDocument.Parse((await deployment.Terraform.RunAsync("show", "-json")).OrFail().Output);
        var values = state
            .RootElement.Member("values.root_module")
            .Elements("child_modules")
            .Single(module => module.Text("address") == "module.function")
            .Elements("resources")
            .Single(resource => resource.Text("type") == "aws_s3_object")
            .Member("values");
        return $"{values.Text("bucket")}/{values.Text("key")}";
    }

    private static void WriteZip(string path, string content)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using var writer = new StreamWriter(zip.CreateEntry("bootstrap").Open());
        writer.Write(content);
    }
}
