using System.CommandLine;
using ClothesClassification.Cli.Batch.Aws;
using ClothesClassification.Cli.Batch.Watching;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;

namespace ClothesClassification.Cli.Batch;

/// <summary>The command line of <c>clothes batch status</c>.</summary>
internal static class StatusCommand
{
    // As terraform/modules/batch sets it.
    private const int Memory = 1769;

    public static Command Create()
    {
        var execution = new Argument<string>("execution")
        {
            Description = "ARN of the execution, as submit prints it.",
            HelpName = "ARN",
        };
        var watch = OptionExtensions.Flag(
            "--watch",
            "Waits until the job ends, with a bar at a terminal. Ctrl-C stops waiting; the job goes on."
        );
        var interval = OptionExtensions.Number("--interval", "S", "Seconds between two looks of --watch.", 1, 3600, 5);
        var memory = OptionExtensions.Number(
            "--memory",
            "MB",
            $"Memory of the function in MB, for the cost: the map's places times the time so far, and the calls, at us-east-1's list prices: {JobCost.Prices}.",
            128,
            10_240,
            Memory
        );
        var command = new Command(
            "status",
            "Tell how far a job is, how fast, what failed, and what it has cost at most."
        )
        {
            execution,
            watch,
            interval,
            memory,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var cost = new JobCost(parsed.GetValue(memory));
                var arn = parsed.GetRequiredValue(execution);
                using var states = new StatesClient(arn);
                var status = await JobStatus.ReadAsync(states, arn, cancellationToken).ConfigureAwait(false);
                if (parsed.GetValue(watch) && !status.Execution.HasEnded)
                    status = await WatchAsync(
                            states,
                            arn,
                            cost,
                            TimeSpan.FromSeconds(parsed.GetValue(interval)),
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                StatusTable.Write(status, cost);
                return
                    status
                        is { Execution.Status: "RUNNING" or "PENDING_REDRIVE" or "SUCCEEDED" }
                            and not { Map.ItemCounts.Lost: > 0 }
                    ? ExitCodes.Success
                    : ExitCodes.SomeFailed;
            }
        );
        return command;
    }

    private static async Task<JobStatus> WatchAsync(
        StatesClient states,
        string execution,
        JobCost cost,
        TimeSpan interval,
        CancellationToken cancellationToken
    )
    {
        JobStatus? status = null;
        try
        {
            await ProgressDisplay
                .RunAsync(
                    "Classifying",
                    int.MaxValue,
                    wanted: true,
                    async display =>
                    {
                        while (true)
                        {
                            status = await JobStatus
                                .ReadAsync(states, execution, cancellationToken)
                                .ConfigureAwait(false);
                            if (status.Execution.HasEnded)
                                return;
                            if (status.Map is { ItemCounts: { Total: > 0 } photos })
                                display.Set(StatusTable.Line(status, cost), photos.Ended, photos.Total);
                            await Task.Delay(interval, cancellationToken).ConfigureAwait(false);
                        }
                    }
                )
                .ConfigureAwait(false);
            return status!;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            ErrorOutput.Write("the job goes on; aws stepfunctions stop-execution ends it");
            throw;
        }
    }
}
