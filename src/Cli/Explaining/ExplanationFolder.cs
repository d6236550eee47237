using System.Text;
using ClothesClassification.Cli.Options;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Explaining;

/// <summary>The folder that receives one picture a photo, named after the photo.</summary>
internal sealed class ExplanationFolder
{
    private readonly HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
    private readonly string folder;
    private readonly string? label;

    private ExplanationFolder(string folder, string? label) => (this.folder, this.label) = (folder, label);

    /// <summary>Makes the folder if it is not there, before photos are classified for nothing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="label">The label to draw; null for the best of each photo.</param>
    /// <exception cref="UsageException">It cannot be written to.</exception>
    public static ExplanationFolder Open(string folder, string? label)
    {
        WritableFolder.Make(folder, "the pictures");
        return new ExplanationFolder(folder, label);
    }

    /// <summary>Draws an answer with evidence.</summary>
    /// <param name="file">The photo as it was named.</param>
    /// <param name="photo">The encoded photo.</param>
    /// <param name="answer">The answer.</param>
    public void Write(string file, ReadOnlySpan<byte> photo, Classification answer)
    {
        var svg = ExplanationPicture.Draw(file, photo, answer, label ?? answer.Best.Label);
        File.WriteAllText(Path.Combine(folder, Name(file) + ".svg"), svg, new UTF8Encoding(false));
    }

    // Photos of several folders may have the same name.
    private string Name(string file)
    {
        var name = file == "-" ? "stdin" : Path.GetFileName(file);
        for (var (i, tried) = (2, name); ; tried = $"{name} ({i++})")
        {
            if (used.Add(tried))
                return tried;
        }
    }
}
