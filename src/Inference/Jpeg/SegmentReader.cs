using System.Buffers.Binary;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>Walks over a file's markers and their segments.</summary>
internal ref struct SegmentReader(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> file = file;

    /// <summary>Offset of the next byte that is read.</summary>
    public int Position { get; set; }

    /// <summary>
    /// The next marker's second byte. What is not a marker is skipped, as in every decoder: some cameras write
    /// segments that are longer than they say.
    /// </summary>
    /// <returns>Whether there is one before the file ends.</returns>
    public bool TryNext(out byte marker)
    {
        var rest = file[Position..];
        while (true)
        {
            var prefix = rest.IndexOf(Markers.Prefix);
            if (prefix < 0)
                break;
            rest = rest[prefix..].TrimStart(Markers.Prefix);
            // A prefix before 0 is a byte of data.
            if (!rest.IsEmpty && rest[0] != 0)
            {
                marker = rest[0];
                Position = file.Length - rest.Length + 1;
                return true;
            }
        }

        (marker, Position) = (0, file.Length);
        return false;
    }

    /// <summary>The data behind a marker that does not stand alone.</summary>
    /// <exception cref="TruncatedPhotoException">The file ends before the data does.</exception>
    public ReadOnlySpan<byte> Segment()
    {
        if (file.Length - Position < 2)
            throw new TruncatedPhotoException();
        int length = BinaryPrimitives.ReadUInt16BigEndian(file[Position..]);
        if (length < 2)
            throw JpegErrors.Header();
        if (file.Length - Position < length)
            throw new TruncatedPhotoException();
        var data = file.Slice(Position + 2, length - 2);
        Position += length;
        return data;
    }
}
