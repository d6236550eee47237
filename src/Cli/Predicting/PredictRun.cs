using ClothesClassification.Cli.Answers;
using ClothesClassification.Cli.Output;
using ClothesClassification.Cli.Photos;

namespace ClothesClassification.Cli.Predicting;

/// <summary>Has photos answered and writes the answers in order.</summary>
internal sealed class PredictRun(IPhotoAnswers answers, AnswerWriter writer)
{
    private int failed;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<PhotoArgument> photos, CancellationToken cancellationToken)
    {
        try
        {
            // Where the answers themselves run over the terminal, a bar would run into them.
            var bar = Console.IsOutputRedirected;
            await ProgressDisplay
                .RunAsync("Classifying", photos.Count, bar, display => WriteAll(photos, display, cancellationToken))
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is not IOException)
        {
            // The output ends well-formed with what has been answered by then.
            Complete();
            throw;
        }

        Complete();
        return failed == 0 ? ExitCodes.Success : ExitCodes.SomeFailed;
    }

    private async Task WriteAll(
        IReadOnlyList<PhotoArgument> photos,
        ProgressDisplay display,
        CancellationToken cancellationToken
    )
    {
        await foreach (var outcome in answers.AnswerAsync(photos, cancellationToken).ConfigureAwait(false))
        {
            if (outcome.Succeeded)
            {
                writer.Write(outcome.Answer);
            }
            else
            {
                failed++;
                display.Error(outcome.Error);
            }

            display.Step();
        }
    }

    private void Complete()
    {
        writer.Complete();
        if (answers.Summary is { } summary)
            ErrorOutput.Write(summary);
    }
}
