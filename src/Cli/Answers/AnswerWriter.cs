namespace ClothesClassification.Cli.Answers;

/// <summary>Writes answers to stdout, each as soon as it is there.</summary>
internal abstract class AnswerWriter : IDisposable
{
    public static AnswerWriter Create(string format) =>
        format switch
        {
            "json" => new JsonAnswerWriter(),
            "jsonl" => new JsonLinesAnswerWriter(),
            "csv" => new CsvAnswerWriter(),
            "parquet" => new ParquetAnswerWriter(),
            _ => new TableAnswerWriter(),
        };

    public abstract void Write(Answer answer);

    /// <summary>Writes what has to follow the last answer.</summary>
    public virtual void Complete() { }

    public abstract void Dispose();
}
