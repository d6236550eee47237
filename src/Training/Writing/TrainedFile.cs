using ClothesClassification.Inference.Models;
using ClothesClassification.Training.Calibrating;
using ClothesClassification.Training.Heads;

namespace ClothesClassification.Training.Writing;

/// <summary>A file of the base model with its new last layer, and what is known of its answers.</summary>
/// <param name="Base">The file.</param>
/// <param name="Head">The layer.</param>
/// <param name="Photos">Photos that were measured.</param>
/// <param name="Right">Those whose best label is right.</param>
/// <param name="InTop3">Those whose right label is among the best three.</param>
/// <param name="Calibration">Which answers can be relied on; null where too little is known.</param>
internal sealed record TrainedFile(
    ImageModel Base,
    LinearHead Head,
    int Photos,
    int Right,
    int InTop3,
    CalibrationResult? Calibration
);
