using System.CommandLine;
using System.CommandLine.Parsing;
using ClothesClassification.Cli.Answers;
using ClothesClassification.Cli.Explaining;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.Cli.Photos;
using ClothesClassification.Cli.Remote;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Cli.Predicting;

/// <summary>The command line of <c>clothes predict</c>.</summary>
internal static class PredictCommand
{
    private const int TopOfTable = 3;

    public static Command Create()
    {
        var inputs = new Argument<string[]>("photos")
        {
            Description =
                "Files; folders, searched recursively for "
                + PhotoFileName.Extensions
                + "; quoted patterns such as 'in/**/*.jpg'; or - for a photo on stdin. Put -- in front of names that begin with -.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var top = OptionExtensions.Number<int>(
            "--top",
            "N",
            $"How many predictions for each photo, at least 1. Default: {TopOfTable} for a table, all otherwise.",
            min: 1,
            max: null
        );
        var minimum = OptionExtensions.Number<float>(
            "--min-score",
            "S",
            "Leaves out predictions with a lower score, 0 to 1. Default: none.",
            min: 0,
            max: 1
        );
        var format = OptionExtensions.Format(
            "table for people; json: one array; jsonl: an object a line, as answers come; csv: a row a prediction; parquet: a row a photo, for many.",
            "table",
            "json",
            "jsonl",
            "csv",
            "parquet"
        );
        var model = new ModelOptions();
        var explain = new ExplainOptions();
        var remote = new RemoteOptions();
        var command = new Command(
            "predict",
            "Classify each photo, the best label first, with a model on this machine or an API."
        )
        {
            inputs,
            top,
            minimum,
            format,
        };
        explain.AddTo(command);
        model.AddTo(command);
        remote.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                RefuseUnknownOptions(parsed);
                var chosen = parsed.GetRequiredValue(format);
                var options = new ClassifyOptions
                {
                    Top = parsed.GetValue(top) switch
                    {
                        > 0 and var given => given,
                        _ => chosen == "table" ? TopOfTable : null,
                    },
                    MinimumScore = parsed.GetResult(minimum) is null ? null : parsed.GetValue(minimum),
                };
                var endpoint = remote.Endpoint(parsed);
                if (endpoint is not null && model.AreGiven(parsed))
                    throw new UsageException(
                        "--model and --precision choose a model on this machine; with --endpoint the API has its own."
                    );
                if (endpoint is not null && explain.AreGiven(parsed))
                    throw new UsageException(
                        "--explain, --explain-label and --features are of a model on this machine; leave out --endpoint."
                    );
                PhotoArgument[] photos =
                [
                    .. parsed.GetRequiredValue(inputs).SelectMany(Photos),
                    .. remote.Addresses(parsed),
                ];
                if (photos.Length == 0)
                    throw new UsageException("Which photos? Give files, folders, patterns or -; see --help.");
                if (endpoint is null)
                {
                    using var classifier = model.Load(parsed);
                    var explanations = explain.Open(parsed, classifier.Model);
                    options = explain.AddTo(options, parsed, classifier.Model, chosen);
                    return await RunAsync(new LocalAnswers(classifier, options, explanations)).ConfigureAwait(false);
                }

                var limits = remote.Limits(parsed);
                using var client = new PredictClient(endpoint, limits, options);
                return await RunAsync(new RemoteAnswers(client, limits)).ConfigureAwait(false);

                async Task<int> RunAsync(IPhotoAnswers answers)
                {
                    using var writer = AnswerWriter.Create(chosen);
                    return await new PredictRun(answers, writer)
                        .RunAsync(photos, cancellationToken)
                        .ConfigureAwait(false);
                }
            }
        );
        return command;
    }

    private static IReadOnlyList<PhotoArgument> Photos(string argument)
    {
        var selection = PhotoSelection.Of(argument);
        if (selection.Skipped is { } skipped)
            ErrorOutput.Write(skipped);
        return selection.Empty is { } error
            ? [new PhotoArgument(PhotoKind.Nothing, argument, error)]
            : selection.Photos;
    }

    // The parser takes an option that it does not know for a photo's name.
    private static void RefuseUnknownOptions(ParseResult parsed)
    {
        var unknown = parsed
            .Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash)
            .FirstOrDefault(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal));
        if (unknown is not null)
            throw new UsageException(
                $"There is no option {unknown.Value}; for a file of that name put -- in front of it."
            );
    }
}
