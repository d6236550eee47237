using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.EndToEnd.Applied;
using ClothesClassification.EndToEnd.Policy;
using ClothesClassification.EndToEnd.Serving;
using ClothesClassification.EndToEnd.Tools;

namespace ClothesClassification.EndToEnd.Batches;

/// <summary>
/// What terraform/ makes for photos in a bucket, on an emulated account whose Lambda is the published function behind the local
/// gateway.
/// </summary>
public sealed class AppliedBatch : IAsyncDisposable
{
    public const string Photos = "photos-in";
    public const string Answers = "answers-out";

    private static readonly string[] Options =
    [
        "-target=module.batch",
        // Whole percents are what the emulator does not take.
        $"-var=batch={{input_bucket=\"{Photos}\",input_prefixes=[\"photos/\"],output_bucket=\"{Answers}\",tolerated_failure_percentage=99.5}}",
    ];

    private readonly int port = FreePort();
    private Task<JsonNode>? planned;
    private Task? applied;
    private Moto? moto;
    private Terraform? terraform;
    private AwsEndpoint? aws;
    private ServeProcess? gateway;
    private string? description;

    internal AwsEndpoint Aws => aws!;

    /// <summary>ARN of the state machine.</summary>
    internal string StateMachine { get; private set; } = "";

    /// <summary>Processes of the function that are there now.</summary>
    internal IReadOnlyList<int> FunctionProcesses => gateway!.FunctionProcesses();

    /// <summary>The state machine as it would be deployed. Each test asks for it, as only a test can be skipped.</summary>
    internal Task<JsonNode> PlannedAsync() => planned ??= PlanAsync();

    /// <summary>Applies what the emulator takes, once, and starts the function.</summary>
    internal Task StartAsync() => applied ??= ApplyAsync();

    private async Task<JsonNode> PlanAsync()
    {
        Require.Program("terraform");
        moto = await Moto.StartAsync(new Uri($"http://127.0.0.1:{port}"));
        aws = new AwsEndpoint(moto.Endpoint, Moto.Region);
        terraform = Terraform.Copy(moto.ProviderEnvironment);
        terraform.PutPackages();
        await terraform.InitAsync();
        (await terraform.RunAsync(["plan", "-out=batch.tfplan", .. Options])).OrFail();
        using var json = JsonDocument.Parse(
            (await terraform.RunAsync("show", "-json", "batch.tfplan")).OrFail().Output
        );
        var machine = Assert.Single(new Plan(json.RootElement).Of("aws_sfn_state_machine"));
        return JsonNode.Parse(machine.After.Text("definition")!)!;
    }

    private async Task ApplyAsync()
    {
        PublishedFunction.Require();
        await PlannedAsync();
        EmulatedDefinition.WriteTo(terraform!);
        (await terraform!.RunAsync(["apply", "-auto-approve", .. Options])).OrFail();
        StateMachine = (await terraform.OutputsAsync()).Text("batch_state_machine_arn.value")!;
        foreach (var bucket in new[] { Photos, Answers })
            await Aws.SendForBytesAsync(HttpMethod.Put, "s3", bucket, S3Objects.Place(Moto.Region));
        var function = await AppliedFunction.ReadAsync(Aws, "clothes-classification-test-batch", "live");
        description = Path.Combine(terraform.Root, "gateway.json");
        await File.WriteAllTextAsync(
            description,
            JsonSerializer.Serialize(
                new
                {
                    name = "batch",
                    stage = new { name = "test" },
                    function,
                    routes = new[]
                    {
                        new
                        {
                            path = "/health",
                            method = "GET",
                            integration = new { type = "AWS_PROXY" },
                        },
                    },
                },
                JsonSerializerOptions.Web
            )
        );
        gateway = await ServeProcess.StartAsync(
            ["--port", $"{port}", "--api", description, "--concurrency", "2"],
            SharedData.RepositoryRoot,
            moto!.ProviderEnvironment
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (gateway is not null)
            await gateway.DisposeAsync();
        aws?.Dispose();
        terraform?.Dispose();
        if (moto is not null)
            await moto.DisposeAsync();
    }

    /// <summary>The emulator has to know where the function is before the function can know where the emulator is.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Plans and applies once for all classes that ask for it.</summary>
[CollectionDefinition]
public sealed class SharedBatch : ICollectionFixture<AppliedBatch>;
