namespace ClothesClassification.Inference.Models;

/// <summary>Shape of the graph's output of evidence for one photo: one grid a label, over the model's picture.</summary>
/// <param name="Rows">Rows of the grid.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="LabelsLast">Whether the labels are the last dimension, as TensorFlow has it, and not the first.</param>
internal sealed record EvidenceGrid(int Rows, int Columns, bool LabelsLast)
{
    private const int MaxSide = 4096;

    /// <summary>Reads [N, labels, rows, columns] or [N, rows, columns, labels].</summary>
    /// <returns>Null for any other shape.</returns>
    public static EvidenceGrid? Of(OnnxValue output, int labels) =>
        output.Dimensions switch
        {
            [null or 1, { } first, { } rows, { } columns] when first == labels => Checked(rows, columns, false),
            [null or 1, { } rows, { } columns, { } last] when last == labels => Checked(rows, columns, true),
            _ => null,
        };

    // A graph can claim any number.
    private static EvidenceGrid? Checked(long rows, long columns, bool labelsLast) =>
        rows is > 0 and <= MaxSide && columns is > 0 and <= MaxSide
            ? new EvidenceGrid((int)rows, (int)columns, labelsLast)
            : null;
}
