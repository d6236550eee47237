using System.IO.Compression;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Png;
using ClothesClassification.Inference.Tests.Pixels;
using ClothesClassification.Inference.Tests.Processes;

namespace ClothesClassification.Inference.Tests.Png;

/// <summary>Against .NET's own zlib.</summary>
public sealed class InflaterTests
{
    private readonly Inflater inflater = new();

    // More than any damaged stream gives.
    private readonly byte[] all = new byte[1_000_000];

    [Fact]
    public void Streams_of_all_levels_and_contents_are_inflated()
    {
        var noise = new Noise(1);
        for (var i = 0; i < 400; i++)
        {
            var bytes = Content(noise, i, i % 20 == 0 ? 300_000 : noise.Between(0, 4_000));
            foreach (var level in Enum.GetValues<CompressionLevel>())
                Assert.True(bytes.AsSpan().SequenceEqual(Inflate(Deflate(bytes, level), noise.Between(1, 9_000))));
        }
    }

    [Fact]
    public void Pieces_of_any_length_are_taken_with_some_bytes_behind_them()
    {
        var noise = new Noise(2);
        for (var i = 0; i < 60; i++)
        {
            var bytes = Content(noise, i, 300_000);
            var data = new CompressedData(Deflate(bytes, CompressionLevel.Optimal));
            inflater.Start();
            var most = 1 << noise.Between(1, 17);
            for (var taken = 0; taken < bytes.Length; )
            {
                var length = Math.Min(noise.Between(1, most), bytes.Length - taken);
                Assert.True(inflater.TryTake(ref data, length, out var piece));
                Assert.Equal(length + Inflater.Behind, piece.Length);
                Assert.True(piece[..length].SequenceEqual(bytes.AsSpan(taken, length)));
                taken += length;
            }

            Assert.True(inflater.TryFinish(ref data));
        }
    }

    [Fact]
    public void Every_length_and_every_small_distance_is_copied()
    {
        for (var distance = 1; distance <= 40; distance++)
        {
            var period = Noise.Bytes(distance, distance);
            for (var length = 1; length <= 300; length += 1 + (length / 40))
            {
                byte[] bytes =
                [
                    .. Enumerable.Range(0, distance + length).Select(i => period[i % distance]),
                    .. Noise.Bytes(40, 9),
                ];
                Assert.Equal(bytes, Inflate(Deflate(bytes, CompressionLevel.SmallestSize), 5_000));
            }
        }
    }

    // Codes of up to 15 bits: symbols each of which occurs about twice as often as the one before.
    [Fact]
    public void Long_codes_are_read()
    {
        var noise = new Noise(3);
        for (var i = 0; i < 5; i++)
        {
            byte[] bytes =
            [
                .. Enumerable
                    .Range(0, 200_000)
                    .Select(_ =>
                    {
                        var value = 0;
                        while (value < 30 && noise.Next() < 128)
                            value++;
                        return (byte)((value * 7) + (i * 3));
                    }),
            ];
            Assert.True(bytes.AsSpan().SequenceEqual(Inflate(Deflate(bytes, CompressionLevel.SmallestSize), 70_000)));
        }
    }

    // Nearly all are refused for their checksum in the end: what is compared is what zlib makes of them without one.
    [Fact]
    public void Damaged_streams_make_no_sense_if_they_make_none_to_zlib_and_else_give_what_it_gives()
    {
        var noise = new Noise(5);
        var (sense, nonsense) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var stream = Deflate(Content(noise, i, noise.Between(1, 600)), (CompressionLevel)(i % 4));
            for (var changes = noise.Between(1, 3); changes > 0; changes--)
                stream[noise.Between(2, stream.Length - 1)] ^= (byte)(1 << noise.Between(0, 7));
            if (InflateByZlib(stream[2..]) is { } expected)
            {
                sense++;
                Assert.True(expected.AsSpan().SequenceEqual(Inflate(stream, out var error)));
                Assert.True(error is null || error.Contains("checksum", StringComparison.Ordinal), error);
            }
            else
            {
                nonsense++;
                Inflate(stream, out var error);
                Assert.Contains("its compressed data cannot be read", error, StringComparison.Ordinal);
            }
        }

        Assert.InRange(sense, 3_000, 17_000);
        Assert.InRange(nonsense, 3_000, 17_000);
    }

    [Fact]
    public void Headers_are_refused_if_zlib_refuses_them()
    {
        var stream = Deflate(new byte[10], CompressionLevel.Optimal);
        for (var header = 0; header < 1 << 16; header++)
        {
            (stream[0], stream[1]) = ((byte)(header >> 8), (byte)header);
            using var zlib = new ZLibStream(new MemoryStream(stream), CompressionMode.Decompress);
            var error = Record.Exception(() => zlib.ReadByte());
            Inflate(stream, out var actual);
            Assert.Equal(error is null, actual is null);
        }
    }

    [Fact]
    public void Stream_that_is_cut_anywhere_does_not_finish()
    {
        foreach (var level in Enum.GetValues<CompressionLevel>())
        {
            var stream = Deflate(Content(new Noise(1), 4, 3_000), level);
            for (var length = 0; length < stream.Length; length++)
            {
                var data = new CompressedData(stream.AsSpan(0, length));
                inflater.Start();
                Assert.False(inflater.TryTake(ref data, 3_000, out _) && inflater.TryFinish(ref data));
            }
        }
    }

    [Fact]
    public void Nothing_past_the_end_of_the_data_is_read()
    {
        GuardedMemory.Require();
        var noise = new Noise(7);
        for (var i = 0; i < 200; i++)
        {
            var bytes = Content(noise, i, noise.Between(1, 5_000));
            var stream = Deflate(bytes, (CompressionLevel)(i % 4));
            using var memory = GuardedMemory.Of(stream.AsSpan(0, stream.Length - (i % 3)), atEnd: true);
            var data = new CompressedData(memory.Span);
            inflater.Start();
            if (inflater.TryTake(ref data, bytes.Length, out var inflated))
                Assert.True(inflated[..bytes.Length].SequenceEqual(bytes));
        }
    }

    [Fact]
    public void More_than_is_asked_for_is_not_inflated()
    {
        // 100 MB of zeros.
        var data = new CompressedData(Deflate(new byte[100_000_000], CompressionLevel.SmallestSize));
        inflater.Start();
        Assert.True(inflater.TryTake(ref data, 1_000, out _));
        Assert.True(inflater.TryFinish(ref data));
        Assert.True(data.Position < 2_000, $"{data.Position:N0} bytes of data were read");
    }

    [Fact]
    public void What_comes_before_damage_can_be_taken()
    {
        // A block of 1,000 bytes as they are, and a block of a kind that there is not.
        var bytes = Noise.Bytes(1_000, 1);
        var data = new CompressedData([0x78, 0x01, 0, 0xE8, 0x03, 0x17, 0xFC, .. bytes, 7, 0, 0, 0]);
        var target = new byte[3_000];
        inflater.Start();

        Assert.Equal(1_000, inflater.TakeAll(ref data, target));
        Assert.Equal(bytes, target[..1_000]);
    }

    private static byte[] Content(Noise noise, int kind, int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (kind % 5) switch
            {
                0 => noise.Next(),
                1 => (byte)(noise.Next() >> 6),
                2 => (byte)(i % 7),
                3 => noise.Next() < 10 ? noise.Next() : (byte)0,
                _ => (byte)(noise.Between(0, 9) - noise.Between(0, 9)),
            };
        }

        return bytes;
    }

    private static byte[] Deflate(byte[] bytes, CompressionLevel level)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, level, leaveOpen: true))
            zlib.Write(bytes);
        return data.ToArray();
    }

    private byte[] Inflate(byte[] stream, int step)
    {
        var data = new CompressedData(stream);
        var part = new byte[step];
        using var all = new MemoryStream();
        inflater.Start();
        int length;
        while ((length = inflater.TakeAll(ref data, part)) > 0)
            all.Write(part, 0, length);
        Assert.True(inflater.TryFinish(ref data));
        return all.ToArray();
    }

    /// <returns>What there is of the stream.</returns>
    private byte[] Inflate(byte[] stream, out string? error)
    {
        var data = new CompressedData(stream);
        inflater.Start();
        var length = inflater.TakeAll(ref data, all);
        // The same once more, as an exception says what is wrong.
        data = new CompressedData(stream);
        inflater.Start();
        try
        {
            inflater.TryTake(ref data, all.Length, out _);
            error = null;
        }
        catch (CorruptPhotoException e)
        {
            error = e.Message;
        }

        return all[..length];
    }

    private static byte[]? InflateByZlib(byte[] stream)
    {
        using var source = new MemoryStream(stream);
        using var zlib = new DeflateStream(source, CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        try
        {
            zlib.CopyTo(inflated);
            return inflated.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
