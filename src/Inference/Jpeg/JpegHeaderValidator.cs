using System.Buffers.Binary;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Validates the headers of a JPEG before Skia decodes it: its decoder takes as much memory and time as the file asks for.
/// All other faults of a file are left to Skia.
/// </summary>
internal static class JpegHeaderValidator
{
    /// <param name="file">The encoded photo.</param>
    /// <param name="limits">What it may be.</param>
    /// <param name="hasEnd">Whether it has an end of image.</param>
    /// <returns>How the picture has to be turned.</returns>
    /// <exception cref="PhotoException">A header is invalid, or asks for too much.</exception>
    public static Orientation Validate(ReadOnlySpan<byte> file, PhotoLimits limits, out bool hasEnd)
    {
        hasEnd = false;
        var header = new JpegHeader();
        var reader = new SegmentReader(file) { Position = 2 };
        var scans = 0;
        while (!hasEnd && reader.TryNext(out var marker))
        {
            hasEnd = marker == Markers.EndOfImage;
            if (Markers.IsStandalone(marker))
                continue;
            var segment = reader.Segment();
            if (Markers.IsFrame(marker))
                CheckFrame(marker, segment, limits);
            else if (marker == Markers.StartOfScan && ++scans > JpegDecoder.MaxScans)
                throw JpegErrors.TooManyScans(JpegDecoder.MaxScans);
            else if (scans == 0)
                header.Read(marker, segment);
        }

        return header.Orientation;
    }

    private static void CheckFrame(byte marker, ReadOnlySpan<byte> segment, PhotoLimits limits)
    {
        if (segment.Length < 6)
            throw JpegErrors.Header();
        UnsupportedKinds.Check(marker, segment);
        var height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        // Coefficients of 16 bits are kept of every component, from the first scan to the last.
        var progressive = Markers.IsProgressive(marker);
        limits.CheckSize(width, height, progressive ? sizeof(short) * segment[5] : PhotoLimits.BytesPerPixel);
    }
}
