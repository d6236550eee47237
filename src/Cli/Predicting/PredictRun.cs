using System.Runtime.CompilerServices;
using ClothesClassification.Cli.Output;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Cli.Predicting;

/// <summary>Classifies what the arguments stand for and writes the answers in order.</summary>
internal sealed class PredictRun(IImageClassifier classifier, ClassifyOptions options, AnswerWriter writer)
{
    private const string Stdin = "-";
    private int failed;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var inputs = arguments.Select(a => (Argument: a, Photos: a == Stdin ? default : PhotoPaths.Of(a))).ToList();
        var total = inputs.Sum(i => i.Photos.Paths?.Count ?? 1);
        try
        {
            // Where the answers themselves run over the terminal, a bar would run into them.
            var bar = Console.IsOutputRedirected;
            await ProgressDisplay
                .RunAsync("Classifying", total, bar, display => WriteAll(inputs, display, cancellationToken))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What has been answered by then is complete output, too.
            writer.Complete();
            throw;
        }

        writer.Complete();
        return failed == 0 ? ExitCodes.Success : ExitCodes.SomeFailed;
    }

    private async Task WriteAll(
        List<(string Argument, PhotoPaths Photos)> inputs,
        ProgressDisplay display,
        CancellationToken cancellationToken
    )
    {
        await foreach (var outcome in Outcomes(inputs, display, cancellationToken).ConfigureAwait(false))
        {
            if (outcome.Succeeded)
                writer.Write(outcome.Path ?? Stdin, outcome.Classification);
            else
                Fail(display, $"{outcome.Path ?? Stdin}: {Describe(outcome.Error)}");
            display.Step();
        }
    }

    private async IAsyncEnumerable<Outcome> Outcomes(
        List<(string Argument, PhotoPaths Photos)> inputs,
        ProgressDisplay display,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var next = 0;
        while (next < inputs.Count)
        {
            if (inputs[next].Argument == Stdin)
            {
                yield return await ReadStdin(cancellationToken).ConfigureAwait(false);
                next++;
                continue;
            }

            var files = inputs.Skip(next).TakeWhile(i => i.Argument != Stdin).ToList();
            next += files.Count;
            foreach (var error in files.Select(f => f.Photos.Error).OfType<string>())
                Fail(display, error);
            var paths = files.SelectMany(f => f.Photos.Paths);
            await foreach (
                var outcome in classifier.ClassifyFilesAsync(paths, options, cancellationToken).ConfigureAwait(false)
            )
                yield return new Outcome(outcome.Path, outcome.Classification, outcome.Error);
        }
    }

    private async Task<Outcome> ReadStdin(CancellationToken cancellationToken)
    {
        try
        {
            var input = Console.OpenStandardInput();
            await using (input.ConfigureAwait(false))
            {
                var answer = await classifier.ClassifyAsync(input, options, cancellationToken).ConfigureAwait(false);
                return new Outcome(null, answer, null);
            }
        }
        catch (Exception e) when (e is PhotoException or IOException)
        {
            return new Outcome(null, null, e);
        }
    }

    private void Fail(ProgressDisplay display, string message)
    {
        failed++;
        display.Error(message);
    }

    // .NET's own messages repeat the path, in full.
    internal static string Describe(Exception error) =>
        error switch
        {
            FileNotFoundException or DirectoryNotFoundException => "No such file.",
            UnauthorizedAccessException => "This file may not be read.",
            _ => error.Message,
        };

    private readonly record struct Outcome(string? Path, Classification? Classification, Exception? Error)
    {
        [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Classification))]
        [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Error))]
        public bool Succeeded => Classification is not null;
    }
}
