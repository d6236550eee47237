using System.Text.RegularExpressions;

namespace ClothesClassification.EndToEnd.Tools;

/// <summary>An AWS emulator in a process of its own, with an empty account, on a port that the system chose.</summary>
internal sealed partial class Moto : IAsyncDisposable
{
    public const string Region = "eu-central-1";
    private readonly RunningProcess process;

    private Moto(RunningProcess process) => this.process = process;

    public Uri Endpoint => new(Running().Match(process.Output + process.Error).Value);

    /// <param name="function">
    /// What answers for every function that is called, also by a state machine, as Lambda's Invoke; null for none.
    /// </param>
    public static async Task<Moto> StartAsync(Uri? function = null)
    {
        var moto = new Moto(
            RunningProcess.Start(
                "python3",
                ["-u", Wrapper, Script(), "-H", "127.0.0.1", "-p", "0"],
                environment:
                [
                    new("MOTO_IAM_LOAD_MANAGED_POLICIES", "true"),
                    // As in a fresh account: no logs of a stage before the account has a role for them.
                    new("MOTO_REQUIRE_LOGGING_ROLE", "1"),
                    new("MOTO_LAMBDA_INVOKE", function?.ToString().TrimEnd('/')),
                ]
            )
        );
        try
        {
            await moto.process.UntilAsync(
                () => Running().IsMatch(moto.process.Output + moto.process.Error),
                TimeSpan.FromMinutes(1)
            );
            if (function != null)
                await moto.RunStateMachinesAsync();
            return moto;
        }
        catch (TimeoutException)
        {
            await moto.DisposeAsync();
            throw;
        }
    }

    /// <summary>Points the AWS provider at the emulator, away from whatever account this machine knows.</summary>
    public IReadOnlyDictionary<string, string?> ProviderEnvironment =>
        new Dictionary<string, string?>
        {
            ["AWS_ENDPOINT_URL"] = Endpoint.ToString().TrimEnd('/'),
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_SESSION_TOKEN"] = null,
            ["AWS_PROFILE"] = null,
            ["AWS_REGION"] = Region,
            ["AWS_DEFAULT_REGION"] = Region,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
            ["NO_PROXY"] = "127.0.0.1",
            ["no_proxy"] = "127.0.0.1",
        };

    private async Task RunStateMachinesAsync()
    {
        using var http = new HttpClient();
        using var settings = new StringContent(
            """{"lambda": {"use_docker": false}, "stepfunctions": {"execute_state_machine": true}}"""
        );
        using var response = await http.PostAsync(new Uri(Endpoint, "moto-api/config"), settings);
        response.EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static string Wrapper =>
        Path.Combine(SharedData.RepositoryRoot, "tests", "EndToEnd", "Tools", "emulator.py");

    /// <summary>The emulator's start script in the shared data; skips the test where it is absent.</summary>
    private static string Script()
    {
        const string script = "../shared/moto/moto_plus.py";
        Require.Program("moto_server");
        var path = Path.GetFullPath(script, SharedData.RepositoryRoot);
        return File.Exists(path) ? path : Require.Absent($"{script} is absent beside the repository.");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+(?=\D)")]
    private static partial Regex Running();
}
