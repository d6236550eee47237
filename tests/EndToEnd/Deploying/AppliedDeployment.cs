using ClothesClassification.EndToEnd.Applied;
using ClothesClassification.EndToEnd.Tools;

namespace ClothesClassification.EndToEnd.Deploying;

/// <summary>terraform/ as it stands, applied with no variables but the package's path to an empty emulated account.</summary>
public sealed class AppliedDeployment : IAsyncDisposable
{
    private Task? start;
    private Moto? moto;
    private Terraform? terraform;
    private AwsEndpoint? aws;

    /// <summary>Everything that the first apply printed.</summary>
    internal string ApplyLog { get; private set; } = "";

    internal Terraform Terraform => terraform!;
    internal AwsEndpoint Aws => aws!;
    internal string FunctionName { get; private set; } = "";

    /// <summary>Applies once. Each test asks for it, as only a test, and no fixture, can be skipped.</summary>
    internal Task StartAsync() => start ??= StartOnceAsync();

    private async Task StartOnceAsync()
    {
        Require.Program("terraform");
        moto = await Moto.StartAsync();
        aws = new AwsEndpoint(moto.Endpoint, Moto.Region);
        terraform = Terraform.Copy(moto.ProviderEnvironment);
        await terraform.InitAsync();
        ApplyLog = (await ApplyAsync()).OrFail().Output;
        FunctionName = (await terraform.OutputsAsync()).Text("function_name.value")!;
    }

    internal Task<ProcessResult> ApplyAsync(params string[] options) =>
        terraform!.RunAsync(["apply", "-auto-approve", .. Package(options)]);

    /// <summary>Exit code 0: nothing to do. 2: something is to be changed.</summary>
    internal Task<ProcessResult> PlanAsync(params string[] options) =>
        terraform!.RunAsync(["plan", "-detailed-exitcode", .. Package(options)]);

    internal Task<AppliedApi> ReadApiAsync() =>
        new AppliedApiReader(aws!).ReadByNameAsync("clothes-classification", "test");

    public async ValueTask DisposeAsync()
    {
        aws?.Dispose();
        terraform?.Dispose();
        if (moto is not null)
            await moto.DisposeAsync();
    }

    private string[] Package(string[] options) =>
        options.Any(option => option.Contains("package_path", StringComparison.Ordinal))
            ? options
            : [$"-var=package_path={terraform!.StandIn}", .. options];
}
