using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pipeline;

namespace ClothesClassification.Inference.Tests.Models;

public sealed class ModelCalibrationTests : IDisposable
{
    private readonly TestModelFolder folder = TestModelFolder.Calibrated();

    private string Centroids => Path.Combine(folder.Folder, "c.f16");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_shipped_model_is_calibrated_in_every_precision()
    {
        foreach (var precision in new[] { "int8", "fp32" })
        {
            var calibration = ImageModel.Load(SharedData.ModelFolder, precision).Calibration!;

            Assert.Equal(0.97, calibration.PrecisionGoal);
            Assert.InRange(calibration.Temperature, 0.5, 2);
            Assert.InRange(calibration.MinimumScore, 0.1f, 0.9f);
            Assert.NotNull(calibration.MinimumLikeness);
            // Ten labels and a mean of 1280 numbers: not the photos' own features.
            Assert.Equal(
                11 * 1280 * 2,
                new FileInfo(Path.Combine(SharedData.ModelFolder, calibration.CentroidsFile!)).Length
            );
        }
    }

    [Fact]
    public void A_changed_byte_is_refused()
    {
        var bytes = File.ReadAllBytes(Centroids);
        bytes[7] ^= 1;
        File.WriteAllBytes(Centroids, bytes);

        Refused("c.f16: calibration[0].centroids.sha256: found ");
    }

    [Fact]
    public void A_file_of_another_size_is_refused()
    {
        File.AppendAllText(Centroids, "x");

        Refused("c.f16: calibration[0].centroids.bytes: found 25 bytes, expected 24 bytes.");
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        File.Delete(Centroids);

        Refused("c.f16: file: found no such file, expected a file in the model folder");
    }

    [Fact]
    public void Another_width_than_the_graphs_features_is_refused()
    {
        folder.With("calibration/0/centroids/width", "4");

        Refused(
            "model.json: calibration.centroids.width: found 4, expected 3, the width of the graph's features: calibrate the model again."
        );
    }

    [Fact]
    public void Two_calibrations_of_a_precision_are_refused()
    {
        folder.With(manifest => manifest["calibration"]!.AsArray().Add(manifest["calibration"]![0]!.DeepClone()));

        Refused(
            "model.json: calibration[1].precision: found 'fp32' a second time, expected one calibration a precision."
        );
    }

    [Fact]
    public void Centroids_of_a_model_without_features_are_refused()
    {
        folder.With("outputs/features", "null");

        Refused("model.json: calibration[0].centroids: found centroids of features, expected ");
    }

    [Fact]
    public void A_calibration_of_another_precision_is_not_read()
    {
        folder.With("calibration/0/precision", "\"int8\"");
        File.Delete(Centroids);

        Assert.Null(ImageModel.Load(folder.Folder).Calibration);
    }

    [Fact]
    public void An_optimised_model_keeps_its_calibration()
    {
        var target = Path.Combine(folder.Folder, "optimized");

        ModelOptimizer.Write(ImageModel.Load(folder.Folder), target);

        Assert.Equal(0.9f, ImageModel.Load(target).Calibration!.MinimumLikeness);
    }

    private void Refused(string message)
    {
        var refused = Assert.Throws<ModelException>(() => ImageModel.Load(folder.Folder));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains(ImageModel.FindDisagreements(folder.Folder), d => d.Message == refused.Message);
    }
}
