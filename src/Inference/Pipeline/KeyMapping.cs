using ClothesClassification.Inference.Scoring;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>No column at all.</summary>
internal sealed class NoColumns;

/// <summary>The one key of the table that holds the settings.</summary>
internal sealed class KeyRow
{
    [ColumnName(PipelineColumns.Key)]
    public int Key;

    /// <summary>No error, where no step before has found one.</summary>
    [ColumnName(PipelineColumns.Error)]
    public string Error = "";
}

// ML.NET writes a contract's name into the zip, and finds the class by it when the zip is loaded.
[CustomMappingFactoryAttribute(Name)]
internal sealed class KeyContract : CustomMappingFactory<NoColumns, KeyRow>
{
    public const string Name = "ClothesClassification.Inference.Key";

    public override Action<NoColumns, KeyRow> GetMapping()
    {
        // A loaded pipeline gets here before it makes its session.
        OnnxTelemetry.SwitchOff();
        return static (_, row) => row.Key = 0;
    }
}
