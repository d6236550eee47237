using System.CommandLine;

namespace ClothesClassification.Cli.Batch;

/// <summary>The commands below <c>clothes batch</c>.</summary>
internal static class BatchCommand
{
    public static Command Create() =>
        new("batch", "Classify the photos of an S3 bucket, however many: submit a job, follow it, gather its results.")
        {
            SubmitCommand.Create(),
            StatusCommand.Create(),
            ResultsCommand.Create(),
        };
}
