using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Decodes sequential and progressive Huffman-coded JPEGs of 8 bits and one or three components, at full size or reduced
/// inside of the inverse transform. Serves one photo at a time and keeps its memory for the next.
/// </summary>
internal sealed class JpegDecoder : IDisposable
{
    /// <summary>
    /// Scans of a photo, at most. Encoders write about ten; each scan can cost as much time as all of a sequential photo,
    /// and take a few bytes of the file.
    /// </summary>
    public const int MaxScans = 100;

    /// <summary>What the coefficients of a progressive photo may take; a larger one is decoded from its DC scans.</summary>
    public const int MaxCoefficientBytes = 64 << 20;

    /// <summary>What the planes may take; a larger photo is reduced further.</summary>
    public const int MaxPlaneBytes = 256 << 20;

    private readonly Frame frame = new();
    private readonly Scan scan = new();
    private readonly JpegHeader header = new();
    private readonly QuantizationTables quantization = new();
    private readonly HuffmanDefinitions huffman = new();
    private readonly HuffmanCache cache = new();
    private readonly PixelBuffer planes = new();
    private readonly CoefficientMemory coefficients = new();
    private readonly Band band = new();
    private readonly PixelBuffer entropy = new();
    private readonly short[] block = new short[FullBlocks.MemoryLength];
    private int planeBytes;

    /// <summary>Decodes a photo, if its header says that it is of a kind that this decoder supports.</summary>
    /// <param name="file">The encoded photo.</param>
    /// <param name="limits">Limits on its size in pixels, checked before anything is decoded.</param>
    /// <param name="scale">Chooses the factor, in (0, 1], for a photo of the given upright size; more pixels may be kept.</param>
    /// <param name="picture">The photo, valid until the next call.</param>
    /// <exception cref="PhotoException">The photo is over a limit, or damaged.</exception>
    public bool TryDecode(ReadOnlySpan<byte> file, PhotoLimits limits, DecodeScale scale, out JpegPicture picture)
    {
        Clear();
        picture = default;
        var reader = new SegmentReader(file) { Position = 2 };
        var (restartInterval, scans) = (0, 0);
        while (reader.TryNext(out var marker))
        {
            if (marker == Markers.EndOfImage)
            {
                picture = Finish();
                return true;
            }

            if (Markers.IsStandalone(marker))
                continue;
            if (scans > 0 && IsComplete())
            {
                // The last scan was skipped, and there is something behind it.
                picture = Finish();
                return true;
            }

            var segment = reader.Segment();
            if (Markers.IsFrame(marker))
            {
                if (!frame.TryRead(marker, segment, limits))
                    return false;
            }
            else if (marker == Markers.QuantizationTables)
            {
                quantization.Read(segment);
            }
            else if (marker == Markers.HuffmanTables)
            {
                huffman.Read(segment);
            }
            else if (marker == Markers.RestartInterval)
            {
                restartInterval = segment.Length == 2 ? (segment[0] << 8) | segment[1] : throw JpegErrors.Header();
            }
            else if (marker == Markers.StartOfScan)
            {
                if (++scans > MaxScans)
                    throw JpegErrors.TooManyScans(MaxScans);
                if (!scan.TryRead(segment, frame, quantization, huffman, cache, restartInterval))
                    return scans == 1 ? false : throw JpegErrors.Tables();
                if (scans == 1)
                    Start(scale, file[reader.Position..]);
                reader.Position = Decode(file, reader.Position);
                // Nothing that could follow belongs to the picture: no end of image is needed, and any trailer is ignored.
                if (!SkipsCoefficients && IsComplete())
                {
                    picture = Finish();
                    return true;
                }
            }
            else if (scans == 0)
            {
                header.Read(marker, segment);
            }
        }

        throw new TruncatedPhotoException();
    }

    /// <summary>Adds the end of image to a photo that only lacks that: Skia does not decode it without.</summary>
    /// <returns>The file itself if this decoder does not support its kind.</returns>
    /// <exception cref="TruncatedPhotoException">Data of the picture is missing, too; Skia would take zeros for it.</exception>
    public ReadOnlySpan<byte> AddEnd(ReadOnlySpan<byte> file, PhotoLimits limits)
    {
        frame.AllowsFourComponents = true;
        try
        {
            return TryDecode(file, limits, (_, _) => 1.0 / 8, out _) ? (byte[])[.. file, .. EndOfImage] : file;
        }
        finally
        {
            frame.AllowsFourComponents = false;
        }
    }

    /// <summary>Frees memory that only large photos need.</summary>
    public void Trim()
    {
        planes.Trim();
        coefficients.Trim();
        entropy.Trim();
    }

    public void Dispose()
    {
        planes.Dispose();
        coefficients.Dispose();
        entropy.Dispose();
    }

    private void Clear()
    {
        frame.Clear();
        header.Clear();
        quantization.Clear();
        huffman.Clear();
    }

    // Before the first scan: decides on the size, and makes room for the picture.
    private void Start(DecodeScale scale, ReadOnlySpan<byte> rest)
    {
        var side = ReducedSize.BlockSide(frame, header.Orientation, scale);
        var blocks = frame.LayOutBlocks();
        var isLarge = frame.IsProgressive && blocks * ZigZag.BlockBytes > MaxCoefficientBytes;
        if (isLarge)
            side = 1;
        while (side > 1 && frame.LayOutPlanes(side) > MaxPlaneBytes)
            side /= 2;
        planeBytes = checked((int)frame.LayOutPlanes(side));
        planes.Reserve(planeBytes);
        if (!frame.IsProgressive)
            return;
        // Scans may be skipped if a marker shows that they are all there; else only decoding does.
        var skips = isLarge || (side == 1 && rest.LastIndexOf(EndOfImage) >= 0);
        coefficients.Start(checked((int)blocks), side, hasAc: !skips);
    }

    private static ReadOnlySpan<byte> EndOfImage => [Markers.Prefix, Markers.EndOfImage];

    private bool SkipsCoefficients => frame.IsProgressive && !coefficients.HasAc;

    private int Decode(ReadOnlySpan<byte> file, int position)
    {
        foreach (var component in scan.Components)
        {
            // A sequential component comes in one scan; a progressive one's coefficients begin with the first bits of DC.
            var fits = frame.IsProgressive
                ? component.IsStarted || (scan.IsDc && !scan.IsRefinement)
                : !component.IsStarted;
            if (!fits)
                throw JpegErrors.Scan();
            component.Add(scan);
        }

        // Nothing of such a scan is kept. Its end is found as the next marker is.
        if (SkipsCoefficients && !scan.IsDc)
            return position;
        var data = new EntropyData(file, position, entropy.Reserve(EntropyData.MemoryLength(file.Length - position)));
        try
        {
            return frame.IsProgressive
                ? ProgressiveScan.Decode(scan, band, data, coefficients)
                : SequentialScan.Decode(scan, frame.BlockSide, data, planes.Reserve(planeBytes), block);
        }
        catch (CorruptPhotoException) when (EntropyData.EndsWithFile(file, position))
        {
            throw new TruncatedPhotoException();
        }
    }

    private bool IsComplete()
    {
        foreach (var component in frame.Components)
        {
            if (!component.IsComplete)
                return false;
        }

        return true;
    }

    private bool IsStarted()
    {
        foreach (var component in frame.Components)
        {
            if (!component.IsStarted)
                return false;
        }

        return true;
    }

    private JpegPicture Finish()
    {
        if (frame.Components.IsEmpty || !IsStarted())
            throw JpegErrors.Scan();
        var pixels = planes.Reserve(planeBytes);
        if (frame.IsProgressive)
            CoefficientPlanes.Transform(frame, coefficients, pixels);
        return new JpegPicture(frame, pixels, header.Orientation, header.Colors(frame));
    }
}
