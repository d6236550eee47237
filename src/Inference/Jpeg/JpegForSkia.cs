using System.Buffers.Binary;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Reads the headers of a JPEG that Skia is to decode: how much memory and time its decoder takes is for the file to say,
/// unless it is asked before. What else is wrong with a file is left to Skia.
/// </summary>
internal static class JpegForSkia
{
    /// <exception cref="PhotoException">A header cannot be right, or asks for too much.</exception>
    public static void Check(ReadOnlySpan<byte> file, PhotoLimits limits)
    {
        var reader = new SegmentReader(file) { Position = 2 };
        var scans = 0;
        while (reader.TryNext(out var marker) && marker != Markers.EndOfImage)
        {
            if (Markers.IsAlone(marker))
                continue;
            var segment = reader.Segment();
            if (Markers.IsFrame(marker))
                CheckFrame(marker, segment, limits);
            else if (marker == Markers.StartOfScan && ++scans > JpegDecoder.MostScans)
                throw JpegErrors.TooManyScans(JpegDecoder.MostScans);
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
