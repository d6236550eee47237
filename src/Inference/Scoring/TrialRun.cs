using ClothesClassification.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace ClothesClassification.Inference.Scoring;

/// <summary>
/// One run before the first photo, so that no photo pays for what is done once; its answer shows whether the outputs are
/// what the manifest says. The graph alone cannot: a Softmax may be spelled out in other operators.
/// </summary>
internal static class TrialRun
{
    // What float16 and 8-bit outputs round away.
    private const float Tolerance = 0.01f;

    /// <exception cref="ModelException">The run fails, or the outputs are not what the manifest says.</exception>
    public static void Run(ClassifierEngine engine, ImageModel model)
    {
        try
        {
            Check(engine, model);
        }
        catch (OnnxRuntimeException e)
        {
            // Where the graph leaves a size free, only a run shows that it is not the manifest's.
            throw RuntimeRefusal.From(e, Path.GetRelativePath(model.Folder, model.FilePath), "run");
        }
    }

    private static void Check(ClassifierEngine engine, ImageModel model)
    {
        var logits = new float[model.Labels.Count];
        var scores = new float[model.Labels.Count];
        engine.Score(engine.Picture, logits, scores);
        if (model.ProbabilitiesName is not null)
            CheckProbabilities(model, scores);
        // With the activation none, the output is taken as it is, whatever it is.
        if (model.LogitsName is null || (model.ProbabilitiesName is null && model.Activation == Activation.None))
            return;
        if (!AreProbabilities(logits))
            return;
        // Logits can be so by chance, but not for two pictures.
        engine.Score(Ramp(engine.Picture.Length), logits, scores);
        if (AreProbabilities(logits))
            throw Refuse(
                model,
                "outputs.logits",
                $"values in '{model.LogitsName}' that are not negative and sum to 1",
                "logits; name this output in outputs.probabilities"
            );
    }

    private static void CheckProbabilities(ImageModel model, float[] scores)
    {
        // NaN is neither: a black picture can make it in a graph that divides by the picture's contrast.
        if (Array.Find(scores, s => s < -Tolerance || s > 1 + Tolerance) is var wrong && wrong != 0)
            throw Refuse(
                model,
                "outputs.probabilities",
                FormattableString.Invariant($"{wrong} in '{model.ProbabilitiesName}'"),
                "values from 0 to 1; name an output of other values in outputs.logits"
            );
    }

    private static bool AreProbabilities(float[] row) =>
        Array.TrueForAll(row, value => value >= 0) && Math.Abs(row.Sum() - 1) <= Tolerance;

    private static byte[] Ramp(int length)
    {
        var picture = new byte[length];
        for (var i = 0; i < length; i++)
            picture[i] = (byte)(i * 7);
        return picture;
    }

    private static ModelException Refuse(ImageModel model, string field, string found, string expected) =>
        new(Path.GetRelativePath(model.Folder, model.FilePath), field, found, expected);
}
