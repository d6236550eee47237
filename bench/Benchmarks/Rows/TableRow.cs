using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Rows;

/// <summary>One row of a table that BenchmarkDotNet measures.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Case">Photo and model; empty where the table has only one.</param>
/// <param name="Method">What is measured.</param>
/// <param name="Create">Creates the subject.</param>
internal sealed record TableRow(string Table, string Case, string Method, Func<Subject> Create)
{
    /// <summary>Whether the ratios of this and the following rows are to this row.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>Photos that one call of the subject processes; results are per photo.</summary>
    public int Operations { get; init; } = 1;

    public string Name => $"{Table}: {Case} {Method}";
}
