using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Png;

/// <summary>The picture of a PNG, which is decoded as its rows are asked for. Valid until its decoder opens the next.</summary>
internal ref struct PngPicture
{
    private readonly Inflater inflater;
    private readonly PngRows rows;
    private readonly RowConverter converter;
    private readonly PngColors colors;
    private CompressedData data;

    public PngPicture(
        PngHeader header,
        Orientation orientation,
        CompressedData data,
        Inflater inflater,
        PngRows rows,
        RowConverter converter,
        PngColors colors
    )
    {
        (Header, Orientation) = (header, orientation);
        (this.inflater, this.rows, this.converter, this.colors) = (inflater, rows, converter, colors);
        this.data = data;
        if (!header.IsInterlaced)
            rows.Start(header, header.Width, header.Height);
    }

    public PngHeader Header { get; }

    /// <summary>How the picture has to be turned to stand upright.</summary>
    public Orientation Orientation { get; }

    /// <summary>Planes of the picture: one if all of it is grey, else red, green and blue.</summary>
    public readonly int Planes => colors.IsGray ? 1 : 3;

    /// <summary>Decodes the next row of a picture that is not interlaced.</summary>
    /// <param name="red">The planes' rows: one byte a pixel.</param>
    /// <param name="green">Green; empty if there is one plane.</param>
    /// <param name="blue">Blue, the same.</param>
    public void ReadRow(Span<byte> red, Span<byte> green, Span<byte> blue) =>
        converter.Run(rows.Next(ref data), Header, red, green, blue);

    /// <summary>Passes over the next row: what is wrong with it is still an error.</summary>
    public void SkipRow() => rows.Next(ref data);

    /// <summary>Decodes all of an interlaced picture.</summary>
    /// <param name="planes">One behind the other, each of the same length.</param>
    /// <param name="stride">Bytes from one row of a plane to the next.</param>
    /// <param name="scratch">Memory for a row of each plane.</param>
    public void ReadPasses(Span<byte> planes, int stride, Span<byte> scratch)
    {
        var length = planes.Length / Planes;
        foreach (var pass in Adam7.Passes)
        {
            var (width, height) = (pass.Width(Header.Width), pass.Height(Header.Height));
            if (width == 0 || height == 0)
                continue;
            rows.Start(Header, width, height);
            var green = Planes == 1 ? default : scratch.Slice(width, width);
            var blue = Planes == 1 ? default : scratch.Slice(2 * width, width);
            for (var y = pass.Y; y < Header.Height; y += pass.StepY)
            {
                converter.Run(rows.Next(ref data), Header, scratch[..width], green, blue);
                for (var plane = 0; plane < Planes; plane++)
                    Scatter(scratch.Slice(plane * width, width), planes[((plane * length) + (y * stride))..], pass);
            }
        }
    }

    /// <summary>Ends the picture, when all of it has been read.</summary>
    /// <exception cref="CorruptPhotoException">What follows its last row is not the end of its data.</exception>
    public void Finish()
    {
        if (!inflater.TryFinish(ref data))
            throw new TruncatedPhotoException();
    }

    private static void Scatter(ReadOnlySpan<byte> samples, Span<byte> row, Adam7 pass)
    {
        for (var x = 0; x < samples.Length; x++)
            row[pass.X + (x * pass.StepX)] = samples[x];
    }
}
