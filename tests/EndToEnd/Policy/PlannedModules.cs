using ClothesClassification.EndToEnd.Applied;
using ClothesClassification.EndToEnd.Tools;

namespace ClothesClassification.EndToEnd.Policy;

/// <summary>Plans modules on an emulated, empty account: each once.</summary>
public sealed class PlannedModules : IAsyncDisposable
{
    /// <summary>Variables of the production example that its defaults leave to the owner.</summary>
    internal static readonly string[] EverythingOn =
    [
        "code_signing_config_arn=arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0123456789abcdef0",
        """vpc={"subnet_ids":["subnet-1"],"security_group_ids":["sg-1"]}""",
        "account_concurrency=1000",
        "reserved_concurrency=20",
    ];

    private static readonly Dictionary<string, string[]> Variables = new()
    {
        ["examples/production"] =
        [
            "domain_name=photos.example.com",
            "certificate_arn=arn:aws:acm:eu-central-1:123456789012:certificate/1",
        ],
        ["examples/batch"] = ["input_bucket=my-photos", "output_bucket=my-answers"],
        ["examples/existing-function"] = ["function_name=clothing-classification"],
    };

    private static readonly string[] WithoutPackage =
    [
        "account",
        "examples/existing-function",
        "tests/fixtures/access",
    ];

    private readonly Dictionary<string, Plan> plans = [];
    private Task? start;
    private Moto? moto;
    private Terraform? terraform;

    // Not when the fixture is made: only a test can be skipped.
    private async Task StartOnceAsync()
    {
        Require.Program("terraform");
        moto = await Moto.StartAsync();
        terraform = Terraform.Copy(moto.ProviderEnvironment);
        terraform.PutPackages();
        using var aws = new AwsEndpoint(moto.Endpoint, Moto.Region);
        await CreateExistingFunctionAsync(aws);
    }

    internal async Task<Plan> PlanAsync(string module, params string[] more)
    {
        await (start ??= StartOnceAsync());
        var name = string.Join(' ', [module, .. more]);
        if (plans.TryGetValue(name, out var plan))
            return plan;
        if (!plans.Keys.Any(known => known.Split(' ')[0] == module))
            await terraform!.InitAsync(module);
        // An option that names another one comes later, and wins.
        string[] package = WithoutPackage.Contains(module) ? [] : [$"package_path={terraform!.StandIn}"];
        using var json = await terraform!.PlanAsync(
            module,
            [.. package, .. Variables.GetValueOrDefault(module, []), .. more]
        );
        return plans[name] = new Plan(json.RootElement.Clone());
    }

    public async ValueTask DisposeAsync()
    {
        terraform?.Dispose();
        if (moto is not null)
            await moto.DisposeAsync();
    }

    /// <summary>What the tutorial begins with: a function that someone made by hand.</summary>
    private static async Task CreateExistingFunctionAsync(AwsEndpoint aws)
    {
        const string roles =
            "/?Action=CreateRole&Version=2010-05-08&RoleName=existing&AssumeRolePolicyDocument=%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D";
        await aws.SendForBytesAsync(HttpMethod.Post, "iam", roles);
        await aws.SendAsync(
            HttpMethod.Post,
            "lambda",
            "2015-03-31/functions",
            new
            {
                FunctionName = "clothing-classification",
                Runtime = "python3.12",
                Handler = "lambda_function.lambda_handler",
                Role = "arn:aws:iam::123456789012:role/existing",
                Code = new
                {
                    ZipFile = Convert.ToBase64String(
                        File.ReadAllBytes(Path.Combine(Terraform.Source, "tests", "fixtures", "package.zip"))
                    ),
                },
            }
        );
    }
}
