namespace ClothesClassification.Cli.Answers;

/// <summary>Writes answers, each as soon as it is there.</summary>
internal abstract class AnswerWriter : IDisposable
{
    /// <param name="format">json, jsonl, csv, parquet or table.</param>
    /// <param name="file">Where to write; null: to stdout.</param>
    public static AnswerWriter Create(string format, Stream? file = null) =>
        format switch
        {
            "json" => new JsonAnswerWriter(file),
            "jsonl" => new JsonLinesAnswerWriter(file),
            "csv" => new CsvAnswerWriter(file),
            "parquet" => new ParquetAnswerWriter(file),
            _ => new TableAnswerWriter(file),
        };

    public abstract void Write(Answer answer);

    /// <summary>Writes what has to follow the last answer.</summary>
    public virtual void Complete() { }

    public abstract void Dispose();
}
