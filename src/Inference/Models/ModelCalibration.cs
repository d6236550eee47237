namespace ClothesClassification.Inference.Models;

/// <summary>
/// What <c>clothes calibrate</c> found out with labelled photos: which answers of one of the model's files can be relied on.
/// </summary>
public sealed class ModelCalibration
{
    /// <summary>Divides the logits before the probability of a label is compared with <see cref="MinimumScore"/>.</summary>
    public required double Temperature { get; init; }

    /// <summary>The share of right answers that was asked for.</summary>
    public required double PrecisionGoal { get; init; }

    /// <summary>The lowest probability from which on that share of the photos' answers was right.</summary>
    public required float MinimumScore { get; init; }

    /// <summary>Number of photos.</summary>
    public required int Photos { get; init; }

    /// <summary>Below it, a photo is unlike those of every label; null where features are not looked at.</summary>
    public float? MinimumLikeness { get; init; }

    /// <summary>The file with the centroids, relative to the model folder.</summary>
    internal string? CentroidsFile { get; init; }

    /// <summary>The labels' centroids; null where features are not looked at.</summary>
    internal FeatureCentroids? Centroids { get; init; }

    /// <summary>The calibration of a precision, with the file that it names read and checked.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="ModelException">The file is missing or another one.</exception>
    internal static ModelCalibration? Load(string folder, ModelManifest manifest, string precision, OnnxGraph graph)
    {
        for (var i = 0; i < manifest.Calibration.Count; i++)
        {
            if (manifest.Calibration[i] is { } calibration && calibration.Precision == precision)
                return Load(folder, manifest, calibration, $"calibration[{i}]", graph);
        }

        return null;
    }

    private static ModelCalibration Load(
        string folder,
        ModelManifest manifest,
        ManifestCalibration calibration,
        string field,
        OnnxGraph graph
    )
    {
        FeatureCentroids? centroids = null;
        if (calibration.Centroids is { } file)
        {
            var width = graph.Outputs.FirstOrDefault(output => output.Name == manifest.Outputs.Features)?.RowWidth;
            var bytes = ManifestReader.ReadFile(folder, file.Path, $"{field}.centroids.path");
            ImageModel.CheckHash(bytes, file.Path, file.Bytes, file.Sha256, $"{field}.centroids");
            centroids = FeatureCentroids.Read(bytes, file, width);
        }

        return new ModelCalibration
        {
            Temperature = calibration.Temperature,
            PrecisionGoal = calibration.PrecisionGoal,
            MinimumScore = (float)calibration.MinimumScore,
            Photos = calibration.Photos,
            MinimumLikeness = (float?)calibration.Centroids?.Minimum,
            CentroidsFile = calibration.Centroids?.Path,
            Centroids = centroids,
        };
    }
}
