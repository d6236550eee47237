using System.IO.Compression;
using ClothesClassification.EndToEnd.Applied;
using ClothesClassification.EndToEnd.Tools;

namespace ClothesClassification.EndToEnd.Deploying;

/// <summary>
/// Three environments in one emulated account, each with a file of variables and a workspace: what one apply does to the others,
/// and what an apply with the wrong file does.
/// </summary>
[TestMethodOrderer(typeof(StepOrderer))]
public sealed class EnvironmentTests(AppliedEnvironments environments)
    : IClassFixture<AppliedEnvironments>,
        IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await environments.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory, Step(1)]
    [InlineData("default", "environments/test.tfvars")]
    [InlineData("prod", "environments/prod.tfvars")]
    [InlineData("test-us-east-1", "environments/test-us-east-1.tfvars")]
    public async Task Neighbours_do_not_change_each_other(string workspace, string file)
    {
        var plan = await environments.RunAsync(workspace, "plan", "-detailed-exitcode", $"-var-file={file}");

        Assert.True(plan.ExitCode == 0, plan.Output + plan.Error);
    }

    [Theory, Step(1)]
    [InlineData("prod", "environments/test.tfvars", "-var-file=environments/prod.tfvars")]
    [InlineData("default", "environments/prod.tfvars", "-var-file=environments/test.tfvars")]
    [InlineData("default", "environments/test-us-east-1.tfvars", "\"region\":\"eu-central-1\"")]
    public async Task File_of_another_environment_is_refused(string workspace, string file, string advice)
    {
        var plan = await environments.RunAsync(workspace, "plan", $"-var-file={file}");

        Assert.Equal(1, plan.ExitCode);
        Assert.Contains(advice, OnOneLine(plan.Error), StringComparison.Ordinal);
    }

    [Fact, Step(1)]
    public async Task Forgotten_file_is_refused()
    {
        var plan = await environments.RunAsync("prod", "plan");

        Assert.Equal(1, plan.ExitCode);
        Assert.Contains(
            "stage is \"test\" in the workspace \"prod\": give the environment's file",
            OnOneLine(plan.Error),
            StringComparison.Ordinal
        );
    }

    [Fact, Step(1)]
    public async Task Workspace_may_have_more_in_its_name_than_the_stage()
    {
        await environments.Terraform.RunAsync("workspace", "new", "shop_prod_eu");

        var plan = await environments.RunAsync("shop_prod_eu", "plan", "-var-file=environments/prod.tfvars");

        plan.OrFail();
    }

    // Terraform wraps what it says.
    private static string OnOneLine(string text) =>
        string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    [Fact, Step(10)]
    public async Task Roll_back_to_a_version_that_is_not_there_is_refused()
    {
        var plan = await environments.RunAsync("default", "plan", """-var=canary={"stable_version":"99"}""");

        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("canary_stable_version", plan.Error, StringComparison.Ordinal);
        Assert.Contains("couldn't find resource", plan.Error, StringComparison.Ordinal);
    }

    [Fact, Step(20)]
    public async Task Roll_back_lasts_until_an_apply_that_ends_it_on_purpose()
    {
        const string rolledBack = """-var=canary={"stable_version":"1"}""";
        const string promoted = """-var=canary={"stable_version":"1","weight":1}""";
        await environments.ReleaseAsync("default", "another release");
        Assert.Equal("2", await environments.ServedVersionAsync());
        (await environments.RunAsync("default", "apply", "-auto-approve", rolledBack)).OrFail();
        Assert.Equal("1", await environments.ServedVersionAsync());

        var plain = await environments.RunAsync("default", "apply", "-auto-approve");
        Assert.Equal(1, plain.ExitCode);
        Assert.Contains("The alias live is held at version 1", OnOneLine(plain.Error), StringComparison.Ordinal);
        Assert.Equal("1", await environments.ServedVersionAsync());

        await environments.ReleaseAsync("default", "a third release", rolledBack);
        Assert.Equal("1", await environments.ServedVersionAsync());

        (await environments.RunAsync("default", "apply", "-auto-approve", promoted)).OrFail();
        Assert.Equal("3", await environments.ServedVersionAsync());
        var next = await environments.RunAsync("default", "plan", "-detailed-exitcode");
        Assert.True(next.ExitCode == 0, next.Output + next.Error);
    }

    [Fact, Step(15)]
    public async Task Destroy_of_one_leaves_the_others()
    {
        (
            await environments.RunAsync("prod", "destroy", "-auto-approve", "-var-file=environments/prod.tfvars")
        ).OrFail();

        foreach (var (workspace, file) in AppliedEnvironments.Files.Where(pair => pair.Workspace != "prod"))
        {
            var plan = await environments.RunAsync(workspace, "plan", "-detailed-exitcode", $"-var-file={file}");
            Assert.True(plan.ExitCode == 0, plan.Output + plan.Error);
        }
    }
}

/// <summary>terraform/environments applied to an emulated account, and a third environment in another region.</summary>
public sealed class AppliedEnvironments : IAsyncDisposable
{
    private const string FunctionName = "clothes-classification-test";

    private Task? start;
    private Moto? moto;
    private Terraform? terraform;
    private AwsEndpoint? aws;

    internal static IReadOnlyList<(string Workspace, string File)> Files { get; } =
    [
        ("default", "environments/test.tfvars"),
        ("prod", "environments/prod.tfvars"),
        ("test-us-east-1", "environments/test-us-east-1.tfvars"),
    ];

    internal Terraform Terraform => terraform!;

    internal Task StartAsync() => start ??= StartOnceAsync();

    private async Task StartOnceAsync()
    {
        Require.Program("terraform");
        moto = await Moto.StartAsync();
        aws = new AwsEndpoint(moto.Endpoint, Moto.Region);
        terraform = Terraform.Copy(moto.ProviderEnvironment);
        terraform.PutPackages();
        var environments = Path.Combine(terraform.Root, "environments");
        var test = await File.ReadAllTextAsync(Path.Combine(environments, "test.tfvars"));
        await File.WriteAllTextAsync(
            Path.Combine(environments, "test-us-east-1.tfvars"),
            test.Replace("# region = \"eu-central-1\"", "region = \"us-east-1\"", StringComparison.Ordinal)
        );
        await terraform.InitAsync();
        foreach (var (workspace, file) in Files)
        {
            if (workspace != "default")
                (await terraform.RunAsync("workspace", "new", workspace)).OrFail();
            (await RunAsync(workspace, "apply", "-auto-approve", $"-var-file={file}")).OrFail();
        }
    }

    internal async Task<ProcessResult> RunAsync(string workspace, params string[] arguments)
    {
        (await terraform!.RunAsync("workspace", "select", workspace)).OrFail();
        return await terraform.RunAsync(arguments);
    }

    /// <summary>Applies another package.</summary>
    internal async Task ReleaseAsync(string workspace, string content, params string[] options)
    {
        var package = Path.Combine(terraform!.Root, "..", "artifacts", "clothes-classification.zip");
        File.Delete(package);
        using (var zip = ZipFile.Open(package, ZipArchiveMode.Create))
        {
            await using var writer = new StreamWriter(zip.CreateEntry("bootstrap").Open());
            await writer.WriteAsync(content);
        }

        (await RunAsync(workspace, ["apply", "-auto-approve", .. options])).OrFail();
    }

    /// <summary>The version that the alias `live` of the default workspace's function calls.</summary>
    internal async Task<string?> ServedVersionAsync() =>
        (await aws!.GetAsync("lambda", $"2015-03-31/functions/{FunctionName}/aliases/live")).Text("FunctionVersion");

    public async ValueTask DisposeAsync()
    {
        aws?.Dispose();
        terraform?.Dispose();
        if (moto is not null)
            await moto.DisposeAsync();
    }
}
