using System.CommandLine;
using ClothesClassification.Cli.Batch.Aws;
using ClothesClassification.Cli.Batch.Gathering;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;

namespace ClothesClassification.Cli.Batch;

/// <summary>The command line of <c>clothes batch results</c>.</summary>
internal static class ResultsCommand
{
    public static Command Create()
    {
        var place = new Argument<string>("job")
        {
            Description = "What the job wrote: the --output of its submit, a slash, and its name, as submit prints it.",
            HelpName = "s3://BUCKET/PREFIX/JOB",
        };
        var format = OptionExtensions.Format(
            "summary: photos a label; jsonl: every line as it was written, also of photos without an answer; csv: a row a prediction; parquet: a row a photo; table for people.",
            ResultFile.Summary,
            "jsonl",
            "csv",
            "parquet",
            "table"
        );
        var output = new Option<string?>("--output")
        {
            Description = "File to write, replaced when it is complete. Default: stdout, with the summary on stderr.",
            HelpName = "FILE",
        };
        var command = new Command(
            "results",
            "Gather what a job has written so far, in the order of the keys, each photo once. Needs room for it in the temporary folder, and little memory."
        )
        {
            place,
            format,
            output,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var job = S3Location.Parse(parsed.GetRequiredValue(place), "The job");
                var (chosen, file) = (parsed.GetRequiredValue(format), parsed.GetValue(output));
                if (file is not null && chosen == ResultFile.Summary)
                    throw new UsageException("--output needs a --format: jsonl, csv, parquet or table.");
                using var lines = await GatherAsync(job, cancellationToken).ConfigureAwait(false);
                var summary = file is null
                    ? Write(lines, chosen, null, cancellationToken)
                    : ReplacedFile.Write(file, stream => Write(lines, chosen, stream, cancellationToken));
                using var console = new OutputConsole(
                    file is null && chosen != ResultFile.Summary ? Console.OpenStandardError() : null
                );
                summary.Write(console.Console);
                return summary.Unanswered == 0 ? ExitCodes.Success : ExitCodes.SomeFailed;
            }
        );
        return command;
    }

    private static async Task<SortedLines> GatherAsync(S3Location job, CancellationToken cancellationToken)
    {
        using var s3 = AwsAccess.Find().S3();
        var parts = new JobParts(s3, job);
        var keys = await parts.ListAsync(cancellationToken).ConfigureAwait(false);
        if (keys.Count == 0)
            throw new AwsException($"{job}: there are no answers. Is it the job's place, as submit printed it?");
        var lines = new SortedLines();
        try
        {
            await ProgressDisplay
                .RunAsync(
                    "Reading",
                    keys.Count,
                    wanted: true,
                    display =>
                        parts.ReadAsync(
                            keys,
                            (part, bytes) =>
                            {
                                lock (lines)
                                    lines.Add(PartLine.Read(part, $"s3://{job.Bucket}/{keys[part]}", bytes));
                                display.Step();
                            },
                            cancellationToken
                        )
                )
                .ConfigureAwait(false);
            return lines;
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    private static ResultsSummary Write(
        SortedLines lines,
        string format,
        Stream? file,
        CancellationToken cancellationToken
    )
    {
        using var results = new ResultFile(format, file, ErrorOutput.Write);
        foreach (var line in lines.InOrder())
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Write(line.Json.Span);
        }

        return results.Complete();
    }
}
