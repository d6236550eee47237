using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Scoring;

/// <summary>
/// Everything that one photo at a time needs: preprocessing with its buffers, and one row of ML.NET's ONNX transformer over
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

    public virtual void Dispose() => preprocessor.Dispose();
}

/// <inheritdoc/>
/// <typeparam name="T">Element type of the graph's input: byte or float.</typeparam>
internal sealed class ClassifierEngine<T> : ClassifierEngine
    where T : unmanaged
{
    private readonly TensorPacker packer;
    private readonly ImageModel model;
    private readonly TensorRow<T> input;
    private readonly DataViewRow output;
    private readonly ValueGetter<VBuffer<float>>? readLogits;
    private readonly ValueGetter<VBuffer<float>>? readProbabilities;
    private VBuffer<float> logitsRow;
    private VBuffer<float> probabilitiesRow;

    public ClassifierEngine(ITransformer scoring, ImageModel model, PhotoLimits limits, bool jpegBySkia)
        : base(model, limits, jpegBySkia)
    {
        this.model = model;
        packer = new TensorPacker(model.Input);
        input = new TensorRow<T>(model.Input);
        var mapper = scoring.GetRowToRowMapper(input.Schema);
        output = mapper.GetRow(input, OnnxScoring.OutputColumns(model).Select(name => mapper.OutputSchema[name]));
        readLogits = Getter(model.LogitsName, "outputs.logits");
        readProbabilities = Getter(model.ProbabilitiesName, "outputs.probabilities");
    }

    public override void Score(ReadOnlySpan<byte> picture, Span<float> logits, Span<float> scores)
    {
        packer.Pack(picture, input.Tensor);
        input.MoveNext();
        readLogits?.Invoke(ref logitsRow);
        readProbabilities?.Invoke(ref probabilitiesRow);
        if (readLogits is not null)
            Copy(logitsRow, logits, "outputs.logits");
        if (readProbabilities is not null)
            Copy(probabilitiesRow, scores, "outputs.probabilities");
        else
            ScoreActivation.Apply(model.Activation, logits, scores);
    }

    public override void Dispose()
    {
        output.Dispose();
        base.Dispose();
    }

    private ValueGetter<VBuffer<float>>? Getter(string? name, string field)
    {
        if (name is null)
            return null;
        var column = output.Schema[name];
        if (column.Type is not VectorDataViewType { Size: var width } || width != model.Labels.Count)
            throw Refuse(field, $"{column.Type}");
        return output.GetGetter<VBuffer<float>>(column);
    }

    // A graph whose output has a free width passes the check of the file.
    private void Copy(in VBuffer<float> row, Span<float> target, string field)
    {
        if (row.Length != target.Length)
            throw Refuse(field, $"{row.Length} numbers");
        row.GetValues().CopyTo(target);
    }

    private ModelException Refuse(string field, string found) =>
        new(
            Path.GetRelativePath(model.Folder, model.FilePath),
            field,
            found,
            $"{model.Labels.Count} numbers, one per label"
        );
}
