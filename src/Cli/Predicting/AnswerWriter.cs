using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Predicting;

/// <summary>Writes answers to stdout, each as soon as it is there.</summary>
internal abstract class AnswerWriter : IDisposable
{
    public static AnswerWriter Create(string format, ImageModel model) =>
        format switch
        {
            "json" => new JsonAnswerWriter(model),
            "jsonl" => new JsonLinesAnswerWriter(model),
            "csv" => new CsvAnswerWriter(),
            _ => new TableAnswerWriter(model),
        };

    public abstract void Write(string file, Classification answer);

    /// <summary>Writes what has to follow the last answer.</summary>
    public virtual void Complete() { }

    public abstract void Dispose();
}
