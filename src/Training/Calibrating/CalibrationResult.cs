using System.Text.Json.Nodes;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Training.Calibrating;

/// <summary>A model cannot be calibrated; the message, without a capital, says why.</summary>
/// <param name="reason">Why, in a sentence.</param>
/// <param name="advice">What to do where a finished model is calibrated.</param>
/// <param name="trainingAdvice">What to do where one is trained.</param>
internal sealed class CalibrationException(string reason, string? advice = null, string? trainingAdvice = null)
    : Exception(string.Join(' ', new[] { reason, advice }.OfType<string>()))
{
    /// <summary>The message for who trains a model.</summary>
    public string TrainingMessage => string.Join(' ', new[] { reason, trainingAdvice }.OfType<string>());
}

/// <summary>A labelled photo as the model sees it.</summary>
/// <param name="Label">Position of its label.</param>
/// <param name="Logits">What a temperature divides.</param>
/// <param name="Features">Its features; empty where the model has none.</param>
internal sealed record CalibrationPhoto(int Label, float[] Logits, float[] Features);

/// <summary>What is asked for.</summary>
/// <param name="Precision">Share of the confident answers that is to be right.</param>
/// <param name="MaxUnlike">Share of the photos that may be called unlike the others.</param>
internal sealed record CalibrationGoal(double Precision, double MaxUnlike);

/// <summary>What was found out.</summary>
/// <param name="Temperature">Divides the logits.</param>
/// <param name="PrecisionGoal">What was asked for.</param>
/// <param name="MinimumScore">The lowest probability of a confident answer.</param>
/// <param name="Photos">Number of photos.</param>
/// <param name="Kept">Share of the photos that have that probability.</param>
/// <param name="Right">Share of those whose label is right.</param>
internal sealed record CalibrationResult(
    double Temperature,
    double PrecisionGoal,
    float MinimumScore,
    int Photos,
    double Kept,
    double Right
)
{
    private const int MinPhotosOfALabel = 5;
    private const int MaxNamed = 10;

    /// <summary>The centroids; null where the model has no features.</summary>
    public FeatureCentroids? Centroids { get; private init; }

    /// <summary>The lowest likeness of a photo that is like these; null where the model has no features.</summary>
    public float? MinimumLikeness { get; private init; }

    /// <summary>How alike each photo is to the others, those that belong together with it left out; empty where the model has no features.</summary>
    public IReadOnlyList<float> Likenesses { get; private init; } = [];

    /// <summary>Share of the photos that have that likeness to the others.</summary>
    public double Like => Share(Likenesses, likeness => likeness >= MinimumLikeness);

    /// <summary>As a model that has been loaded has it.</summary>
    public ModelCalibration Calibration =>
        new()
        {
            Temperature = Temperature,
            PrecisionGoal = PrecisionGoal,
            MinimumScore = MinimumScore,
            Photos = Photos,
            MinimumLikeness = MinimumLikeness,
        };

    /// <param name="model">The model.</param>
    /// <param name="photos">Photos that it was not trained with.</param>
    /// <param name="goal">What is asked for.</param>
    /// <param name="temperature">What divides the logits; null to fit it.</param>
    /// <param name="units">A number for each photo, the same for those that belong together; null where each stands alone.</param>
    /// <exception cref="CalibrationException">There are too few photos, or the goal cannot be reached.</exception>
    public static CalibrationResult Of(
        ImageModel model,
        IReadOnlyList<CalibrationPhoto> photos,
        CalibrationGoal goal,
        double? temperature = null,
        IReadOnlyList<int>? units = null
    )
    {
        CheckNumbers(model, photos);
        var divisor = temperature ?? TemperatureFit.Of([.. photos.Select(p => (p.Logits, p.Label))], model.Activation);
        var answers = photos.Select(p => Answer(p, divisor, model.Activation)).ToList();
        var minimum =
            ScoreForPrecision.Of(answers, goal.Precision)
            ?? throw new CalibrationException(
                FormattableString.Invariant(
                    $"no minimum score makes {goal.Precision:P1} of the answers right on these photos; of all, {Share(answers, a => a.IsRight):P1} are."
                ),
                "Ask for a lower precision goal.",
                "Add photos, and look at those whose answer is wrong."
            );
        var kept = answers.Where(a => a.Score >= minimum).ToList();
        var result = new CalibrationResult(
            divisor,
            goal.Precision,
            minimum,
            photos.Count,
            (double)kept.Count / photos.Count,
            Share(kept, a => a.IsRight)
        );
        return model.FeaturesName is null ? result : result.WithFeatures(photos, units, goal.MaxUnlike);
    }

    private CalibrationResult WithFeatures(
        IReadOnlyList<CalibrationPhoto> photos,
        IReadOnlyList<int>? units,
        double maxUnlike
    )
    {
        var fit = new CentroidFit([.. photos.Select(p => (p.Features, p.Label))], units);
        if (!fit.Centroids.IsFinite)
            throw new CalibrationException(
                "the model's features are not numbers below 65,504.",
                "Leave outputs.features out of its manifest to calibrate without them.",
                "Train on another base model."
            );
        var likenesses = fit.LeftOut();
        return this with
        {
            Centroids = fit.Centroids,
            Likenesses = likenesses,
            MinimumLikeness = likenesses.Order().ElementAt((int)(maxUnlike * likenesses.Count)),
        };
    }

    /// <summary>Writes the file of centroids, whole or not at all.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="precision">Of which file of the model this is.</param>
    /// <returns>The entry of the manifest.</returns>
    public JsonObject WriteEntry(string folder, string precision)
    {
        var entry = new JsonObject
        {
            ["precision"] = precision,
            ["temperature"] = Temperature,
            ["precisionGoal"] = PrecisionGoal,
            ["minimumScore"] = MinimumScore,
            ["photos"] = Photos,
        };
        if (Centroids is { } centroids)
        {
            var name = $"centroids.{precision}.f16";
            var bytes = centroids.Write();
            ManifestDocument.Replace(Path.Combine(folder, name), bytes);
            entry["centroids"] = new JsonObject
            {
                ["path"] = name,
                ["sha256"] = FileHash.Of(bytes),
                ["bytes"] = bytes.Length,
                ["width"] = centroids.Width,
                ["minimum"] = MinimumLikeness,
            };
        }

        return entry;
    }

    // A label without photos would have its photos called unlike the training.
    private static void CheckNumbers(ImageModel model, IReadOnlyList<CalibrationPhoto> photos)
    {
        var few = model
            .Labels.Select((label, i) => (label, photos: photos.Count(p => p.Label == i)))
            .Where(l => l.photos < MinPhotosOfALabel)
            .Select(l => $"{l.label} {l.photos}")
            .ToList();
        if (few.Count > MaxNamed)
            few = [.. few.Take(MaxNamed), $"{few.Count - MaxNamed} more labels"];
        if (few.Count > 0)
            throw new CalibrationException(
                $"too few photos: each label of the model needs at least {MinPhotosOfALabel} that can be read, and there are of {string.Join(", ", few)}."
            );
    }

    private static (float Score, bool IsRight) Answer(CalibrationPhoto photo, double temperature, Activation activation)
    {
        var score = CalibratedScores.BestTwo(photo.Logits, temperature, activation).Best;
        return (score, Ranking.Order(photo.Logits)[0] == photo.Label);
    }

    private static double Share<T>(IReadOnlyCollection<T> items, Func<T, bool> condition) =>
        (double)items.Count(condition) / Math.Max(1, items.Count);
}
