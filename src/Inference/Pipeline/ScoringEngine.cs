using ClothesClassification.Inference.Models;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// One row of ML.NET's ONNX transformer over the shared session. A row serves one call at a time: shared by threads it
/// gives wrong answers and no error, so each slot of the classifier has its own.
/// </summary>
internal abstract class ScoringEngine : IDisposable
{
    public static ScoringEngine Create(ITransformer scoring, ImageModel model) =>
        model.Input.Type == ElementType.UInt8
            ? new ScoringEngine<byte>(scoring, model)
            : new ScoringEngine<float>(scoring, model);

    /// <summary>Runs the model on one picture.</summary>
    /// <param name="rgb">The picture: model height x width x 3 bytes, red first.</param>
    /// <param name="logits">Receives one logit a label; left alone where the graph has none.</param>
    /// <param name="scores">Receives one score a label.</param>
    public abstract void Score(ReadOnlySpan<byte> rgb, Span<float> logits, Span<float> scores);

    public abstract void Dispose();
}

/// <inheritdoc/>
/// <typeparam name="T">Element type of the graph's input: byte or float.</typeparam>
internal sealed class ScoringEngine<T> : ScoringEngine
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

    public ScoringEngine(ITransformer scoring, ImageModel model)
    {
        this.model = model;
        packer = new TensorPacker(model.Input);
        input = new TensorRow<T>(model.Input);
        var mapper = scoring.GetRowToRowMapper(input.Schema);
        var columns = new List<DataViewSchema.Column>();
        foreach (var name in OnnxScoring.OutputColumns(model))
            columns.Add(mapper.OutputSchema[name]);
        output = mapper.GetRow(input, columns);
        readLogits = Getter(model.LogitsName, "outputs.logits");
        readProbabilities = Getter(model.ProbabilitiesName, "outputs.probabilities");
    }

    public override void Score(ReadOnlySpan<byte> rgb, Span<float> logits, Span<float> scores)
    {
        packer.Pack(rgb, input.Tensor);
        input.MoveNext();
        readLogits?.Invoke(ref logitsRow);
        readProbabilities?.Invoke(ref probabilitiesRow);
        ScoreActivation.Fill(model, logitsRow, probabilitiesRow, logits, scores);
    }

    public override void Dispose() => output.Dispose();

    private ValueGetter<VBuffer<float>>? Getter(string? name, string field)
    {
        if (name is null)
            return null;
        var column = output.Schema[name];
        // A graph whose output has a free width passes the check of the file.
        if (column.Type is not VectorDataViewType { Size: var width } || width != model.Labels.Count)
            throw new ModelException(
                Path.GetRelativePath(model.Folder, model.FilePath),
                field,
                $"{column.Type}",
                $"{model.Labels.Count} numbers, one a label"
            );
        return output.GetGetter<VBuffer<float>>(column);
    }
}
