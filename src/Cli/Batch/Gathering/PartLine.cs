using System.Text;
using System.Text.Json;
using ClothesClassification.Cli.Batch.Aws;

namespace ClothesClassification.Cli.Batch.Gathering;

/// <summary>A line of a part, as it was written, and what it is found by.</summary>
/// <param name="Id">Key in UTF-8, a zero, and the version: in the order of these bytes S3 lists.</param>
/// <param name="Part">Place of its part among those of the job.</param>
/// <param name="Json">The line, without its end.</param>
internal readonly record struct PartLine(byte[] Id, int Part, ReadOnlyMemory<byte> Json) : IComparable<PartLine>
{
    /// <summary>The lines of a part.</summary>
    /// <param name="part">Place of the part among those of the job.</param>
    /// <param name="name">Name of the part, for errors.</param>
    /// <param name="bytes">The part.</param>
    /// <exception cref="AwsException">A line is no line of a batch.</exception>
    public static IEnumerable<PartLine> Read(int part, string name, ReadOnlyMemory<byte> bytes)
    {
        for (var number = 1; bytes.Length > 0; number++)
        {
            var end = bytes.Span.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
            if (line.Length > 0)
                yield return new PartLine(
                    IdOf(line.Span)
                        ?? throw new AwsException(
                            $"{name}: line {number} is not what a batch writes; delete this file, and run the job again."
                        ),
                    part,
                    line
                );
        }
    }

    /// <summary>Key of the photo.</summary>
    public string Key => Encoding.UTF8.GetString(Id.AsSpan(0, Id.AsSpan().IndexOf((byte)0)));

    public int CompareTo(PartLine other) =>
        Id.AsSpan().SequenceCompareTo(other.Id) switch
        {
            0 => Part.CompareTo(other.Part),
            var order => order,
        };

    private static byte[]? IdOf(ReadOnlySpan<byte> json)
    {
        try
        {
            string? key = null;
            string? version = null;
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isKey, isVersion) = (reader.ValueTextEquals("key"u8), reader.ValueTextEquals("versionId"u8));
                reader.Read();
                if (isKey)
                    key = reader.GetString();
                else if (isVersion)
                    version = reader.GetString();
                reader.Skip();
            }

            return key is null ? null : Encoding.UTF8.GetBytes($"{key}\0{version}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
