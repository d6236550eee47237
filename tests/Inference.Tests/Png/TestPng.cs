using System.Buffers.Binary;
using System.IO.Compression;
using ClothesClassification.Inference.Tests.Photos;
using ClothesClassification.Inference.Tests.Pixels;

namespace ClothesClassification.Inference.Tests.Png;

/// <summary>A PNG of any kind, of smooth colours with noise, written by the specification alone.</summary>
internal sealed record TestPng
{
    public const byte Gray = 0;
    public const byte Rgb = 2;
    public const byte Palette = 3;
    public const byte GrayAlpha = 4;
    public const byte Rgba = 6;

    /// <summary>The filters, each row another.</summary>
    public const int AllFilters = 5;

    public int Width { get; init; } = 40;
    public int Height { get; init; } = 30;
    public byte Kind { get; init; } = Rgb;
    public byte Bits { get; init; } = 8;
    public bool IsInterlaced { get; init; }

    /// <summary>The filter of all rows, 0 to 4, or <see cref="AllFilters"/>.</summary>
    public int Filter { get; init; } = AllFilters;

    /// <summary>Levels of 255 by which neighbouring samples differ; 256 for noise alone.</summary>
    public int Roughness { get; init; } = 20;

    /// <summary>Colours of the palette; fewer than the bits allow leave indices without a colour.</summary>
    public int Colors { get; init; } = 256;

    /// <summary>Data of a tRNS chunk.</summary>
    public byte[]? Transparency { get; init; }

    /// <summary>Chunks behind the header.</summary>
    public byte[] Before { get; init; } = [];

    /// <summary>Bytes of a chunk of the picture, at most.</summary>
    public int Piece { get; init; } = int.MaxValue;

    /// <summary>What is done to the rows before they are compressed.</summary>
    public Func<byte[], byte[]> Change { get; init; } = rows => rows;

    public CompressionLevel Level { get; init; } = CompressionLevel.Optimal;
    public int Seed { get; init; } = 1;

    private int Channels =>
        Kind switch
        {
            Rgb => 3,
            GrayAlpha => 2,
            Rgba => 4,
            _ => 1,
        };

    private int PixelBytes => Math.Max(1, Channels * Bits / 8);

    /// <summary>The kinds and depths that there are.</summary>
    public static IEnumerable<TestPng> Kinds() =>
        from kind in new[] { Gray, Rgb, Palette, GrayAlpha, Rgba }
        from bits in new byte[] { 1, 2, 4, 8, 16 }
        where bits >= 8 || kind is Gray or Palette
        where bits <= 8 || kind != Palette
        select new TestPng
        {
            Kind = kind,
            Bits = bits,
            Colors = 1 << Math.Min((int)bits, 8),
        };

    /// <summary>A small file of each way through a decoder: with and without passes, transparent colours, Exif data.</summary>
    public static IEnumerable<byte[]> Seeds()
    {
        foreach (var kind in Kinds().Select(kind => kind with { Width = 13, Height = 11, Piece = 200 }))
        {
            yield return kind.Encode();
            yield return (kind with { IsInterlaced = true, Level = CompressionLevel.NoCompression }).Encode();
        }

        foreach (var kind in Kinds().Where(kind => kind.Kind is Gray or Rgb or Palette))
        {
            var key = new byte[
                kind.Kind == Gray ? 2
                : kind.Kind == Rgb ? 6
                : 2
            ];
            yield return (kind with { Width = 20, Height = 9, Transparency = key, Roughness = 256 }).Encode();
        }

        var exif = HandmadePng.Chunk("eXIf"u8, ExifPhotos.Tiff(6));
        yield return new TestPng
        {
            Width = 9,
            Height = 30,
            Before = exif,
        }.Encode();
    }

    public byte[] Encode()
    {
        var samples = Samples();
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, Level, leaveOpen: true))
            zlib.Write(Change(Rows(samples)));
        List<byte[]> chunks = [HandmadePng.Header(Width, Height, Bits, Kind, IsInterlaced), Before];
        if (Kind == Palette)
            chunks.Add(HandmadePng.Chunk("PLTE"u8, Noise.Bytes(3 * Math.Min(Colors, 1 << Bits), Seed + 100)));
        if (Transparency is not null)
            chunks.Add(HandmadePng.Chunk("tRNS"u8, Transparency));
        chunks.AddRange(data.ToArray().Chunk(Piece).Select(piece => HandmadePng.Chunk("IDAT"u8, piece)));
        return HandmadePng.Of([.. chunks]);
    }

    /// <summary>The sample of a pixel, as the picture has it.</summary>
    public int Sample(int x, int y, int channel) => Samples()[((y * Width) + x) * Channels + channel];

    private ushort[] Samples()
    {
        var noise = new Noise(Seed);
        var samples = new ushort[Width * Height * Channels];
        var most = (1 << Bits) - 1;
        for (var i = 0; i < samples.Length; i++)
        {
            var (pixel, channel) = (i / Channels, i % Channels);
            var (x, y) = (pixel % Width, pixel / Width);
            var smooth = ((x * (3 + channel)) + (y * (5 - channel)) + (40 * channel)) * 257;
            var grain = Roughness > 255 ? noise.Between(0, 65535) : noise.Between(-Roughness, Roughness) * 257;
            // Opaque and transparent pixels are more frequent than in noise.
            var isAlpha = Channels % 2 == 0 && channel == Channels - 1;
            var value = isAlpha && noise.Next() < 128 ? (noise.Next() < 128 ? 0 : 65535) : (smooth + grain) & 0xFFFF;
            samples[i] = (ushort)(value * (long)most / 65535);
        }

        return samples;
    }

    private byte[] Rows(ushort[] samples)
    {
        using var rows = new MemoryStream();
        (int X, int Y, int StepX, int StepY)[] passes = IsInterlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        var number = 0;
        foreach (var pass in passes.Where(pass => pass.X < Width))
        {
            byte[] above = [];
            for (var y = pass.Y; y < Height; y += pass.StepY)
            {
                var row = Row(samples, y, pass.X, pass.StepX);
                var filter = Filter == AllFilters ? number++ % 5 : Filter;
                rows.WriteByte((byte)filter);
                rows.Write(Filtered(row, above.Length == 0 ? new byte[row.Length] : above, filter));
                above = row;
            }
        }

        return rows.ToArray();
    }

    private byte[] Row(ushort[] samples, int y, int first, int step)
    {
        var count = (Width - first + step - 1) / step;
        var row = new byte[((count * Channels * Bits) + 7) / 8];
        for (var i = 0; i < count * Channels; i++)
        {
            var sample = samples[((((y * Width) + first + (i / Channels * step)) * Channels) + (i % Channels))];
            if (Bits == 16)
                BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(2 * i), sample);
            else
                row[i * Bits / 8] |= (byte)(sample << (8 - Bits - (i * Bits % 8)));
        }

        return row;
    }

    // Clause 9.2, table 9.1, word by word.
    private byte[] Filtered(byte[] row, byte[] above, int filter)
    {
        var filtered = new byte[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            var (a, b, c) = (
                i < PixelBytes ? 0 : row[i - PixelBytes],
                (int)above[i],
                i < PixelBytes ? 0 : above[i - PixelBytes]
            );
            filtered[i] = (byte)(row[i] - Predicted(filter, a, b, c));
        }

        return filtered;
    }

    /// <summary>What a filter predicts from left, above, and above left.</summary>
    public static int Predicted(int filter, int a, int b, int c)
    {
        var p = a + b - c;
        var (pa, pb, pc) = (Math.Abs(p - a), Math.Abs(p - b), Math.Abs(p - c));
        return filter switch
        {
            0 => 0,
            1 => a,
            2 => b,
            3 => (a + b) / 2,
            _ when pa <= pb && pa <= pc => a,
            _ when pb <= pc => b,
            _ => c,
        };
    }
}
