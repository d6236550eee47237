using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using Microsoft.ML;

namespace ClothesClassification.Inference.Scoring;

/// <summary>
/// Everything that one photo at a time needs: preprocessing with its buffers, and rows of ML.NET's ONNX transformer over
/// the shared session. A row serves one call at a time: shared by threads it gives wrong answers and no error.
/// </summary>
internal abstract class ClassifierEngine(ImageModel model, PhotoLimits limits, bool jpegBySkia) : IDisposable
{
    private readonly PhotoPreprocessor preprocessor = new(model, limits, jpegBySkia);
    private readonly byte[] rgb = new byte[model.Input.PictureBytes];

    /// <param name="scoring">The ONNX transformer, from <see cref="OnnxScoring"/>.</param>
    /// <param name="model">The model that it runs.</param>
    /// <param name="limits">What a photo may be.</param>
    /// <param name="jpegBySkia">Whether Skia decodes JPEGs, too.</param>
    public static ClassifierEngine Create(
        ITransformer scoring,
        ImageModel model,
        PhotoLimits limits,
        bool jpegBySkia
    ) =>
        model.Input.Type == ElementType.UInt8
            ? new ClassifierEngine<byte>(scoring, model, limits, jpegBySkia)
            : new ClassifierEngine<float>(scoring, model, limits, jpegBySkia);

    /// <summary>Makes the model's picture from an encoded photo.</summary>
    public PhotoSize Prepare(ReadOnlySpan<byte> photo, ref StageClock clock) => preprocessor.Run(photo, rgb, ref clock);

    /// <summary>The picture that was prepared last, model height x width x 3 bytes, red first; black before the first.</summary>
    public ReadOnlySpan<byte> Picture => rgb;

    /// <summary>Runs the model on a picture.</summary>
    /// <param name="picture">The picture, laid out as <see cref="Picture"/>.</param>
    /// <param name="logits">Receives one logit per label; not written where the graph has none.</param>
    /// <param name="scores">Receives one score per label.</param>
    public abstract void Score(ReadOnlySpan<byte> picture, Span<float> logits, Span<float> scores);

    /// <summary>Runs the model on a picture, and asks for more than the scores.</summary>
    /// <param name="picture">The picture, laid out as <see cref="Picture"/>.</param>
    /// <param name="logits">Receives one logit per label; not written where the graph has none.</param>
    /// <param name="scores">Receives one score per label.</param>
    /// <param name="extras">Outputs that the graph has.</param>
    public abstract ExtraValues Score(
        ReadOnlySpan<byte> picture,
        Span<float> logits,
        Span<float> scores,
        ExtraOutputs extras
    );

    public virtual void Dispose() => preprocessor.Dispose();
}

/// <inheritdoc/>
/// <typeparam name="T">Element type of the graph's input: byte or float.</typeparam>
internal sealed class ClassifierEngine<T> : ClassifierEngine
    where T : unmanaged
{
    private readonly TensorPacker packer;
    private readonly TensorRow<T> input;
    private readonly Func<ExtraOutputs, OutputRow> createRow;

    // What every answer needs beside the scores. Its row is made at once, the others when they are first needed.
    private readonly ExtraOutputs basic;
    private readonly OutputRow?[] rows = new OutputRow?[(int)ExtraOutputs.All + 1];

    public ClassifierEngine(ITransformer scoring, ImageModel model, PhotoLimits limits, bool jpegBySkia)
        : base(model, limits, jpegBySkia)
    {
        packer = new TensorPacker(model.Input);
        input = new TensorRow<T>(model.Input);
        createRow = extras => new OutputRow(scoring, model, input, extras);
        basic = model is { FeaturesName: not null, Calibration.Centroids: not null }
            ? ExtraOutputs.Likeness
            : ExtraOutputs.None;
        rows[(int)basic] = createRow(basic);
    }

    public override void Score(ReadOnlySpan<byte> picture, Span<float> logits, Span<float> scores)
    {
        packer.Pack(picture, input.Tensor);
        input.MoveNext();
        rows[(int)basic]!.Read(logits, scores);
    }

    public override ExtraValues Score(
        ReadOnlySpan<byte> picture,
        Span<float> logits,
        Span<float> scores,
        ExtraOutputs extras
    )
    {
        packer.Pack(picture, input.Tensor);
        input.MoveNext();
        extras |= basic;
        var row = rows[(int)extras] ??= createRow(extras);
        row.Read(logits, scores);
        return row.ReadExtras();
    }

    public override void Dispose()
    {
        foreach (var row in rows)
            row?.Dispose();
        base.Dispose();
    }
}
