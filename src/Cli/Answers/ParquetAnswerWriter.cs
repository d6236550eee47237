using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using Parquet;
using Parquet.Schema;

namespace ClothesClassification.Cli.Answers;

/// <summary>
/// A Parquet file with a row a photo: file, label, score, width, height, the labels and scores of the predictions, and the
/// features where they are asked for. Written in groups of rows, so that memory stays bounded.
/// </summary>
internal sealed class ParquetAnswerWriter : AnswerWriter
{
    // Some 5 MB of features.
    private const int RowsAGroup = 1000;
    private readonly List<Answer> rows = [];
    private readonly CountedStream output;
    private ParquetSchema schema = SchemaOf(features: false);
    private ParquetWriter? parquet;

    /// <exception cref="UsageException">The output would be a terminal.</exception>
    public ParquetAnswerWriter(Stream? file = null)
    {
        if (file is null && !Console.IsOutputRedirected)
            throw new UsageException("--format parquet is for a file: clothes ... --format parquet > answers.parquet");
        output = new CountedStream(file ?? StandardOutput.Open());
    }

    public override void Write(Answer answer)
    {
        rows.Add(answer);
        if (rows.Count == RowsAGroup)
            WriteGroup().GetAwaiter().GetResult();
    }

    public override void Complete()
    {
        WriteGroup().GetAwaiter().GetResult();
        // The file ends with its description.
        parquet!.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public override void Dispose() => output.Dispose();

    private async Task WriteGroup()
    {
        if (parquet is null)
        {
            // All answers have features, or none.
            schema = SchemaOf(rows is [{ Features: not null }, ..]);
            parquet = await ParquetWriter.CreateAsync(schema, output).ConfigureAwait(false);
        }

        if (rows.Count == 0)
            return;
        using var group = parquet.CreateRowGroup();
        var fields = schema.GetDataFields();
        await group.WriteAsync(fields[0], rows.ConvertAll(a => a.File)).ConfigureAwait(false);
        await group.WriteAsync(fields[1], rows.ConvertAll(a => a.Label)).ConfigureAwait(false);
        await group.WriteAsync<float>(fields[2], rows.Select(a => a.Score).ToArray()).ConfigureAwait(false);
        await group.WriteAsync<int>(fields[3], rows.Select(a => a.Width).ToArray()).ConfigureAwait(false);
        await group.WriteAsync<int>(fields[4], rows.Select(a => a.Height).ToArray()).ConfigureAwait(false);
        await WriteLists(group, fields[5], a => a.Predictions.Select(p => p.Label.AsMemory())).ConfigureAwait(false);
        await WriteLists(group, fields[6], a => a.Predictions.Select(p => p.Score)).ConfigureAwait(false);
        if (fields.Length > 7)
            await WriteLists(group, fields[7], a => a.Features!).ConfigureAwait(false);
        group.CompleteValidate();
        rows.Clear();
    }

    // Levels of nested columns: https://parquet.apache.org/docs/file-format/nestedencoding/
    private async Task WriteLists<T>(ParquetRowGroupWriter group, DataField field, Func<Answer, IEnumerable<T>> list)
        where T : struct
    {
        const int EmptyList = 1;
        const int Element = 2;
        List<T> values = [];
        List<int> definitions = [];
        List<int> repetitions = [];
        foreach (var row in rows)
        {
            var before = values.Count;
            values.AddRange(list(row));
            var count = values.Count - before;
            definitions.AddRange(Enumerable.Repeat(count == 0 ? EmptyList : Element, Math.Max(1, count)));
            repetitions.AddRange(Enumerable.Range(0, Math.Max(1, count)).Select(i => i == 0 ? 0 : 1));
        }

        await group
            .WriteAllPartsAsync<T>(
                field,
                values.ToArray(),
                definitions.ToArray(),
                repetitions.ToArray(),
                CancellationToken.None
            )
            .ConfigureAwait(false);
    }

    private static ParquetSchema SchemaOf(bool features) =>
        new([
            new DataField<string>("file", nullable: false),
            new DataField<string>("label", nullable: false),
            new DataField<float>("score"),
            new DataField<int>("width"),
            new DataField<int>("height"),
            new ListField("labels", new DataField<string>("element", nullable: false)),
            new ListField("scores", new DataField<float>("element")),
            .. features ? new Field[] { new ListField("features", new DataField<float>("element")) } : [],
        ]);
}
