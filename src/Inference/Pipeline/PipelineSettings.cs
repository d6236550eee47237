using System.Text.Json;
using System.Text.Json.Serialization;
using ClothesClassification.Inference.Models;
using Microsoft.ML;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// What the mappings of a pipeline need to know, as a column: a loaded mapping sees only its row. A
/// constant key is looked up in a table of one entry, which ML.NET saves with its content.
/// </summary>
internal sealed record PipelineSettings(ImageModel Model, ImageClassifierOptions Options, bool KeepErrors)
{
    // A path of this machine has no meaning where the pipeline is loaded.
    public static PipelineSettings Of(
        ImageModel model,
        ImageClassifierOptions options,
        ImageClassificationColumns columns
    ) =>
        new(
            model with
            {
                Folder = "",
                FilePath = "",
            },
            new ImageClassifierOptions { Precision = options.Precision, Limits = options.Limits with { } },
            KeepErrors: columns.Error is not null
        );

    public static PipelineSettings Parse(ReadOnlyMemory<char> text) =>
        JsonSerializer.Deserialize(text.Span, PipelineJsonContext.Default.PipelineSettings)
        ?? throw new FormatException("The pipeline holds no settings of an image classifier.");

    /// <summary>Steps that add <see cref="PipelineColumns.Settings"/> to every row.</summary>
    public IEstimator<ITransformer> AddColumn(MLContext context)
    {
        var text = JsonSerializer.Serialize(this, PipelineJsonContext.Default.PipelineSettings);
        return context
            .Transforms.CustomMapping(new KeyContract().GetMapping(), KeyContract.Name)
            .Append(
                context.Transforms.Conversion.MapValue(
                    PipelineColumns.Settings,
                    [KeyValuePair.Create(0, text)],
                    PipelineColumns.Key
                )
            );
    }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(PipelineSettings))]
internal sealed partial class PipelineJsonContext : JsonSerializerContext;
