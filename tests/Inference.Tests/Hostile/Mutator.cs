using System.Buffers.Binary;
using ClothesClassification.Inference.Tests.Pixels;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>Damages files of any format, the same ones each time.</summary>
internal sealed class Mutator(int seed)
{
    // What lengths, sizes and counts are tried with: the ends of their ranges.
    private static readonly uint[] Numbers =
    [
        .. new[] { 0, 7, 8, 15, 16, 31, 32 }.SelectMany(bits => new[] { (uint)((1L << bits) - 1), (uint)(1L << bits) }),
    ];

    private readonly Noise noise = new(seed);

    /// <param name="file">A good file; it is not changed.</param>
    /// <param name="other">Another one, to be joined with.</param>
    public byte[] Next(byte[] file, byte[] other)
    {
        List<byte> damaged = [.. file];
        for (var changes = noise.Between(1, 3); changes > 0 && damaged.Count > 8; changes--)
            Change(damaged, other);
        return [.. damaged];
    }

    private void Change(List<byte> file, byte[] other)
    {
        var at = Place(file.Count);
        var length = Math.Min(noise.Between(1, 30), file.Count - at);
        switch (noise.Between(0, 9))
        {
            case 0:
                file[at] ^= (byte)(1 << noise.Between(0, 7));
                break;
            case 1:
                file[at] = noise.Next();
                break;
            case 2:
                SetNumber(file, at);
                break;
            case 3:
                file.RemoveRange(at, length);
                break;
            case 4:
                file.InsertRange(at, file.GetRange(at, length));
                break;
            case 5:
                file.InsertRange(at, Enumerable.Range(0, length).Select(_ => noise.Next()));
                break;
            case 6:
                // Cut off.
                file.RemoveRange(at, file.Count - at);
                break;
            case 7:
                file.RemoveRange(at, file.Count - at);
                file.AddRange(other[Math.Min(at, other.Length)..]);
                break;
            case 8:
                // Another marker of a JPEG, if it is one.
                var marker = file.IndexOf(0xFF, at);
                if (marker >= 0 && marker + 1 < file.Count)
                    file[marker + 1] = (byte)noise.Between(0xC0, 0xFE);
                break;
            default:
                for (var i = 0; i < length; i++)
                    file[at + i] = 0xFF;
                break;
        }
    }

    // Half of the changes go into the first bytes, where what matters the most is told.
    private int Place(int length) => noise.Between(0, (noise.Next() < 128 ? Math.Min(length, 100) : length) - 1);

    private void SetNumber(List<byte> file, int at)
    {
        var bytes = new byte[4];
        var number = Numbers[noise.Between(0, Numbers.Length - 1)];
        if (noise.Next() < 128)
            BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        var length = noise.Next() < 128 ? 4 : 2;
        // Two bytes of a big-endian number are its last ones.
        var start = length == 2 && bytes[0] == 0 && bytes[1] == 0 ? 2 : 0;
        for (var i = 0; i < length && at + i < file.Count; i++)
            file[at + i] = bytes[start + i];
    }
}
