using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ClothesClassification.Inference;

/// <summary>
/// The names under which classifiers registered by <c>AddImageClassifier</c> publish traces and measurements, as OpenTelemetry
/// and others subscribe to them.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>image_classifier.duration</c></term><description>
/// Histogram, seconds: a photo from its bytes to the answer or error, waiting for a free engine left out. Tag <c>error.type</c>
/// where there was an error.
/// </description></item>
/// <item><term><c>image_classifier.stage.duration</c></term><description>
/// Histogram, seconds: one stage of an answered photo; tag <c>stage</c>: inspect, decode, resize, model, or explain where evidence was
/// asked for.
/// </description></item>
/// <item><term><c>image_classifier.photo.size</c></term><description>Histogram, bytes: an encoded photo as it was given.</description></item>
/// <item><term><c>image_classifier.errors</c></term><description>
/// Counter: photos without an answer; tag <c>error.type</c>: the code of a photo's error, or the exception's type.
/// </description></item>
/// </list>
/// All have the tags <c>model.name</c> and <c>model.version</c>. Nothing else of a photo or its answer is recorded. A trace has
/// a span <c>classify photo</c> for each photo.
/// </remarks>
public static class ImageClassifierTelemetry
{
    /// <summary>Name of the <see cref="Meter"/>.</summary>
    public const string MeterName = "ClothesClassification.Inference";

    /// <summary>Name of the <see cref="ActivitySource"/>.</summary>
    public const string ActivitySourceName = "ClothesClassification.Inference";
}
