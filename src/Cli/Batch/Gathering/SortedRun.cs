using System.Text;

namespace ClothesClassification.Cli.Batch.Gathering;

/// <summary>Sorted lines in a temporary file, which is gone when this is disposed of or the process ends.</summary>
internal sealed class SortedRun : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private readonly FileStream file;

    /// <exception cref="IOException">The temporary folder is full.</exception>
    public SortedRun(IReadOnlyCollection<PartLine> lines)
    {
        file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"clothes-{Guid.NewGuid():N}"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            BufferSize,
            FileOptions.DeleteOnClose
        );
        using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
        foreach (var line in lines)
        {
            writer.Write(line.Id.Length);
            writer.Write(line.Id);
            writer.Write(line.Part);
            writer.Write(line.Json.Length);
            writer.Write(line.Json.Span);
        }
    }

    public IEnumerable<PartLine> Read()
    {
        file.Position = 0;
        using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        while (file.Position < file.Length)
        {
            var id = reader.ReadBytes(reader.ReadInt32());
            var part = reader.ReadInt32();
            yield return new PartLine(id, part, reader.ReadBytes(reader.ReadInt32()));
        }
    }

    public void Dispose() => file.Dispose();
}
