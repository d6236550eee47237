using System.Buffers.Binary;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Validates the headers of a JPEG before Skia decodes it: its decoder takes as much memory and time as the file asks for.
/// All other faults of a file are left to Skia.
/// </summary>
internal static class JpegHeaderValidator
{
    /// <exception cref="PhotoException">A header is invalid, or asks for too much.</exception>
    public static void Validate(ReadOnlySpan<byte> file, PhotoLimits limits)
    {
        var reader = new SegmentReader(file) { Position = 2 };
        var scans = 0;
        while (reader.TryNext(out var marker) && marker != Markers.EndOfImage)
        {
            if (Markers.IsStandalone(marker))
                continue;
            var segment = reader.Segment();
            if (Markers.IsFrame(marker))
                CheckFrame(marker, segment, limits);
            else if (marker == Markers.StartOfScan && ++scans > JpegDecoder.MaxScans)
                throw JpegErrors.TooManyScans(JpegDecoder.MaxScans);
        }
    }

    private static void CheckFrame(byte marker, ReadOnlySpan<byte> segment, PhotoLimits limits)
    {
        if (segment.Length < 6)
            throw JpegErrors.Header();
        var height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        // Coefficients of 16 bits are kept of every component, from the first scan to the last.
        var progressive = Markers.IsProgressive(marker);
        limits.CheckSize(width, height, progressive ? sizeof(short) * segment[5] : PhotoLimits.BytesPerPixel);
    }
}
