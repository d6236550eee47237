using System.CommandLine;
using System.Globalization;
using ClothesClassification.Cli.Batch.Aws;
using ClothesClassification.Cli.Batch.Feeding;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.Cli.Serving;
using ClothesClassification.LocalGateway;
using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.Cli.Batch;

/// <summary>The command line of <c>clothes batch submit</c>.</summary>
internal static class SubmitCommand
{
    // The time limit in the event; the function hands back what it does not get done.
    private static readonly TimeSpan FunctionTimeout = TimeSpan.FromMinutes(5);

    // With a hyphen and a time behind it, 80 characters.
    private const int LongestBeforeTime = 64;

    public static Command Create()
    {
        var photos = new Argument<string>("photos")
        {
            Description = "The photos: all objects whose keys begin like this.",
            HelpName = "s3://BUCKET/PREFIX",
        };
        var output = new Option<string>("--output")
        {
            Description = "Where the answers go: below it a folder of the job's name.",
            HelpName = "s3://BUCKET/PREFIX",
            Required = true,
        };
        var machine = new Option<string?>("--state-machine")
        {
            Description = "ARN of the state machine: output batch_state_machine_arn of terraform/.",
            HelpName = "ARN",
        };
        var local = OptionExtensions.Number<int>(
            "--local",
            "N",
            "Does the job on this machine, with N processes of the function, in place of a state machine. What has a line is left out, so that the same command goes on where one was stopped.",
            1,
            1000
        );
        var size = OptionExtensions.Number("--batch-size", "N", "Photos a batch, with --local.", 1, 1000, 100);
        var name = new Option<string?>("--job")
        {
            Description =
                "Name of the job. Default: the time. A batch is done once in a job: other options or another model need another name.",
            HelpName = "NAME",
        };
        var again = OptionExtensions.Flag(
            "--again",
            "Starts a job that has run once more, on AWS: batches whose answers are there are not done again."
        );
        var top = OptionExtensions.Number<int>(
            "--top",
            "N",
            "How many predictions for each photo. Default: all.",
            1,
            null
        );
        var minimum = OptionExtensions.Number<float>(
            "--min-score",
            "S",
            "Leaves out predictions with a lower score, 0 to 1. Default: none.",
            0,
            1
        );
        var features = OptionExtensions.Flag("--features", "Adds the vector of features to each answer.");
        var payer = OptionExtensions.Flag(
            "--requester-pays",
            "Pays for listing and reading the photos in place of their owner, with --local."
        );
        var bootstrap = new Option<string?>("--bootstrap")
        {
            Description = "Command that starts the function, with --local. Default: the published one.",
            HelpName = "COMMAND",
        };
        var command = new Command(
            "submit",
            "Have the photos of a bucket classified by the function: on AWS by a state machine, or with --local on this machine, from any S3."
        )
        {
            photos,
            output,
            machine,
            local,
            size,
            name,
            again,
            top,
            minimum,
            features,
            payer,
            bootstrap,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var job = new BatchJob(
                    Photos(parsed.GetRequiredValue(photos)),
                    S3Location.Parse(parsed.GetRequiredValue(output), "--output"),
                    parsed.GetValue(name) ?? Now()
                )
                {
                    Top = parsed.GetValue(top) is > 0 and var given ? given : null,
                    MinScore = parsed.GetResult(minimum) is null ? null : parsed.GetValue(minimum),
                    Features = parsed.GetValue(features),
                    RequesterPays = parsed.GetValue(payer),
                };
                job.Check();
                var (arn, processes) = (parsed.GetValue(machine), parsed.GetValue(local));
                if (arn is null == processes is 0)
                    throw new UsageException(
                        "Who shall do it? Give --state-machine ARN, or --local N for processes on this machine."
                    );
                if (arn is not null)
                {
                    Refuse(parsed, "needs --local: a state machine has its own batches and function.", size, bootstrap);
                    Refuse(
                        parsed,
                        "needs --local: a state machine cannot list a Requester Pays bucket. Start its execution with a list or an inventory of the photos and \"requestPayer\": \"requester\" as input, as docs/batch.md says.",
                        payer
                    );
                    return SubmitAsync(job, arn, parsed.GetValue(again), cancellationToken);
                }

                Refuse(
                    parsed,
                    "needs --state-machine: with --local the same command goes on where one was stopped.",
                    again
                );
                return RunAsync(
                    job,
                    Bootstrap.Find(parsed.GetValue(bootstrap)),
                    processes,
                    parsed.GetValue(size),
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static void Refuse(ParseResult parsed, string why, params Option[] options)
    {
        if (Array.Find(options, option => parsed.GetResult(option) is { Implicit: false }) is { } given)
            throw new UsageException($"{given.Name} {why}");
    }

    private static S3Location Photos(string text) =>
        text.Contains("://", StringComparison.Ordinal) && !text.StartsWith("file:", StringComparison.Ordinal)
            ? S3Location.Parse(text, "The photos")
            : throw new UsageException(
                $"The photos must be s3://BUCKET/PREFIX, not '{text}'. For photos in a folder: clothes predict FOLDER --format jsonl"
            );

    private static string Now() =>
        TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);

    private static async Task<int> SubmitAsync(
        BatchJob job,
        string machine,
        bool again,
        CancellationToken cancellationToken
    )
    {
        using var states = new StatesClient(machine);
        var input = job.ToInput().ToJsonString();
        // An execution has a name that no other had for 90 days.
        var name = again ? $"{job.Name[..Math.Min(job.Name.Length, LongestBeforeTime)]}-{Now()}" : job.Name;
        var started = await states.StartAsync(machine, name, input, cancellationToken).ConfigureAwait(false);
        using var console = new OutputConsole();
        console.Text.WriteLine($"Execution  {started.ExecutionArn}");
        console.Text.WriteLine($"Answers    {job.Place}");
        console.Text.WriteLine();
        console.Text.WriteLine($"clothes batch status {started.ExecutionArn} --watch");
        console.Text.WriteLine(Results(job));
        return ExitCodes.Success;
    }

    private static async Task<int> RunAsync(
        BatchJob job,
        Bootstrap bootstrap,
        int processes,
        int batchSize,
        CancellationToken cancellationToken
    )
    {
        var access = AwsAccess.Find();
        using var s3 = access.S3();
        var function = await StartAsync(
                new GatewayOptions
                {
                    Api = ApiDescription.Default with { Region = access.Region },
                    Command = bootstrap.Command,
                    TaskRoot = bootstrap.Folder,
                    Concurrency = processes,
                    // So that one that does not start is not tried again and again.
                    Warm = 1,
                    FunctionTimeout = FunctionTimeout,
                    FunctionEnvironment = access.S3Address is { } address
                        ? new Dictionary<string, string> { ["AWS_ENDPOINT_URL"] = address }
                        : [],
                }
            )
            .ConfigureAwait(false);
        await using var _ = function.ConfigureAwait(false);
        using var console = new OutputConsole();
        console.Text.WriteLine($"Job        {job.Name}");
        console.Text.WriteLine($"Answers    {job.Place}");
        try
        {
            var tally = await new LocalRun(s3, job, new BatchCaller(job, function.InvokeAsync))
                .RunAsync(batchSize, processes, cancellationToken)
                .ConfigureAwait(false);
            console.Text.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Photos     {tally.Photos:N0}: {tally.Before:N0} done before, {tally.Answered:N0} answered, {tally.Problems:N0} without an answer, {tally.Failed:N0} in batches that failed"
                )
            );
            console.Text.WriteLine();
            console.Text.WriteLine(Results(job));
            return tally.Failed == 0 ? ExitCodes.Success : ExitCodes.SomeFailed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            ErrorOutput.Write($"stopped; the same command with --job {job.Name} goes on from here");
            throw;
        }
    }

    private static async Task<LocalFunction> StartAsync(GatewayOptions options)
    {
        try
        {
            return await LocalFunction.StartAsync(options).ConfigureAwait(false);
        }
        catch (InvalidOperationException e)
        {
            throw new UsageException($"The function does not start. {e.Message}");
        }
    }

    private static string Results(BatchJob job) =>
        $"clothes batch results '{job.Place}' --format csv --output answers.csv";
}
