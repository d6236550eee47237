using ClothesClassification.Inference.Jpeg;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;
using ClothesClassification.Inference.Png;
using ClothesClassification.Inference.Tests.Photos;

namespace ClothesClassification.Fuzzing;

/// <summary>What is given any bytes at all. A <see cref="PhotoException"/> is an answer; any other exception is a finding.</summary>
/// <param name="name">
/// <c>header</c>: all that is read of a file before or instead of Skia's decoding: format, size, orientation.
/// <c>jpeg</c> and <c>png</c>: our own decoders, and the resizing of what they decode. <c>photo</c>: the sniffing of formats,
/// the reading of headers, and Skia behind it, which is not instrumented.
/// </param>
internal sealed class FuzzTarget(string name) : IDisposable
{
    private const int Side = 32;

    // Enough for every path, and little enough for thousands of files a second.
    private static readonly PhotoLimits Limits = new() { MaxPixels = 100_000, MaxSide = 2_000 };

    private static readonly BackgroundColor White = new(255, 255, 255);

    private readonly JpegDecoder jpeg = new();
    private readonly PngDecoder png = new();
    private readonly PngResizer pngResizer = new();
    private readonly Resampler resampler = new();
    private readonly PhotoDecoder decoder = new();
    private readonly byte[] rgb = new byte[Side * Side * 3];

    /// <summary>Names of the targets.</summary>
    public const string Names = "header, jpeg, png, photo";

    /// <returns>What became of it, in a word or a sentence.</returns>
    public string Run(byte[] file)
    {
        try
        {
            var decoded = name switch
            {
                "header" => ReadHeader(file),
                "jpeg" => DecodeJpeg(file),
                "png" => DecodePng(file),
                _ => DecodePhoto(file),
            };
            return decoded ? "decoded" : "left to Skia";
        }
        catch (PhotoException e)
        {
            return e.Message;
        }
    }

    public void Dispose()
    {
        jpeg.Dispose();
        pngResizer.Dispose();
        decoder.Dispose();
    }

    private bool DecodeJpeg(byte[] file)
    {
        // The decoder is called for what begins as a JPEG. All four reductions are tried, each by some of the files.
        if (file.Length < 3 || file[0] != 0xFF || file[1] != 0xD8)
            return false;
        var scale = 1.0 / (1 << (file.Length % 4));
        if (!jpeg.TryDecode(file, Limits, (_, _) => scale, out var picture))
            return false;
        var (width, height) = (picture.Frame.Width, picture.Frame.Height);
        if (picture.Orientation.IsTransposed())
            (width, height) = (height, width);
        var plan = PhotoGeometry.Plan(new PictureShape(Geometry.Stretch, Side, Side), width, height);
        JpegResizer.Resize(picture, plan, rgb, Side, resampler);
        return true;
    }

    private bool DecodePng(byte[] file)
    {
        WriteChecksums(file);
        var picture = png.Open(file, Limits, White);
        var (width, height) = (picture.Header.Width, picture.Header.Height);
        if (picture.Orientation.IsTransposed())
            (width, height) = (height, width);
        var plan = PhotoGeometry.Plan(new PictureShape(Geometry.Stretch, Side, Side), width, height);
        pngResizer.Resize(ref picture, plan, rgb, Side, resampler);
        return true;
    }

    // The fuzzer cannot compute them, and what is behind a wrong one is not looked at. Every fourth file stays as it is.
    private static void WriteChecksums(byte[] file)
    {
        if (file.Length % 4 != 0)
            HandmadePng.Repair(file);
    }

    private bool DecodePhoto(byte[] file)
    {
        var format = PhotoFormatSniffer.Sniff(file);
        if (format == PhotoFormat.Png)
            return DecodePng(file);
        ReadOnlySpan<byte> photo = file;
        if (format == PhotoFormat.Jpeg)
        {
            JpegHeaderValidator.Validate(file, Limits, out var hasEnd);
            if (!hasEnd)
                photo = jpeg.AddEnd(file, Limits);
        }

        decoder.Decode(photo, format, Limits, White, (_, _) => 1);
        return true;
    }

    private static bool ReadHeader(byte[] file)
    {
        var format = PhotoFormatSniffer.Sniff(file);
        if (format == PhotoFormat.Jpeg)
            JpegHeaderValidator.Validate(file, Limits, out _);
        // Read also where the size is refused, which most damage to a header leads to.
        if (format == PhotoFormat.Png)
            PngExif.ReadOrientation(file, new Inflater());
        else
            PhotoOrientation.Read(file, format);
        PhotoHeader.Check(file, format, Limits);
        PhotoRepair.Apply(file, format);
        return true;
    }
}
