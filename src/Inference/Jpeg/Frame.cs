using System.Buffers.Binary;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>What the frame header says (ITU-T T.81, B.2.2), and what follows from it. Reused between photos.</summary>
internal sealed class Frame
{
    public const int MaxComponents = 4;
    private const int CmykComponents = 4;
    private const int MaxSampling = 4;
    private readonly Component[] components = [new(), new(), new(), new()];
    private int count;

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Whether frames of four components (CMYK) are accepted.</summary>
    public bool AllowsFourComponents { get; set; }

    public bool IsProgressive { get; private set; }

    public ReadOnlySpan<Component> Components => components.AsSpan(0, count);

    /// <summary>Largest horizontal sampling factor.</summary>
    public int MaxHorizontal { get; private set; }

    /// <summary>Largest vertical sampling factor.</summary>
    public int MaxVertical { get; private set; }

    /// <summary>Interleaved MCUs side by side.</summary>
    public int McusWide { get; private set; }

    /// <summary>Interleaved MCUs one above the other.</summary>
    public int McusHigh { get; private set; }

    /// <summary>Side of the square of samples that each block becomes: 8, 4, 2 or 1.</summary>
    public int BlockSide { get; private set; }

    public void Clear() => count = 0;

    /// <summary>Reads the header.</summary>
    /// <returns>Whether this decoder takes such a frame.</returns>
    /// <exception cref="PhotoException">The header cannot be right, or the picture is over a limit.</exception>
    public bool TryRead(byte marker, ReadOnlySpan<byte> segment, PhotoLimits limits)
    {
        if (count > 0 || segment.Length < 6 || segment.Length != 6 + (3 * segment[5]))
            throw JpegErrors.Header();
        UnsupportedKinds.Check(marker, segment);
        Height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        Width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        if (marker is not (Markers.Baseline or Markers.ExtendedSequential or Markers.Progressive))
            return false;
        var isTaken = segment[5] is 1 or 3 || (segment[5] == CmykComponents && AllowsFourComponents);
        if (segment[0] != 8 || !isTaken || Height == 0)
            return false;
        limits.CheckSize(Width, Height);
        IsProgressive = marker == Markers.Progressive;
        count = segment[5];
        (MaxHorizontal, MaxVertical) = (1, 1);
        for (var i = 0; i < count; i++)
            ReadComponent(components[i], segment.Slice(6 + (3 * i), 3));
        Measure();
        return true;
    }

    public Component Find(byte id)
    {
        foreach (var component in Components)
        {
            if (component.Id == id)
                return component;
        }

        throw JpegErrors.Scan();
    }

    /// <summary>Lays out the planes for blocks that become squares of a given side.</summary>
    /// <returns>Bytes of all planes.</returns>
    public long LayOutPlanes(int blockSide)
    {
        BlockSide = blockSide;
        var offset = 0L;
        foreach (var component in Components)
        {
            component.Width = Divide(Width * component.Horizontal * blockSide, MaxHorizontal * 8);
            component.Height = Divide(Height * component.Vertical * blockSide, MaxVertical * 8);
            component.Stride = Divide(component.PaddedBlocksWide * blockSide, 64) * 64;
            component.PlaneOffset = (int)offset;
            offset += (long)component.Stride * component.PaddedBlocksHigh * blockSide;
        }

        return offset;
    }

    /// <summary>Numbers the blocks of all components.</summary>
    /// <returns>How many there are.</returns>
    public long LayOutBlocks()
    {
        var block = 0L;
        foreach (var component in Components)
        {
            component.FirstBlock = (int)block;
            block += (long)component.PaddedBlocksWide * component.PaddedBlocksHigh;
        }

        return block;
    }

    private void ReadComponent(Component component, ReadOnlySpan<byte> data)
    {
        component.Id = data[0];
        component.Horizontal = data[1] >> 4;
        component.Vertical = data[1] & 15;
        component.QuantizationIndex = data[2];
        component.Clear();
        if (
            component.Horizontal is < 1 or > MaxSampling
            || component.Vertical is < 1 or > MaxSampling
            || component.QuantizationIndex >= QuantizationTables.Count
        )
            throw JpegErrors.Header();
        MaxHorizontal = Math.Max(MaxHorizontal, component.Horizontal);
        MaxVertical = Math.Max(MaxVertical, component.Vertical);
    }

    private void Measure()
    {
        McusWide = Divide(Width, 8 * MaxHorizontal);
        McusHigh = Divide(Height, 8 * MaxVertical);
        foreach (var component in Components)
        {
            component.BlocksWide = Divide(Divide(Width * component.Horizontal, MaxHorizontal), 8);
            component.BlocksHigh = Divide(Divide(Height * component.Vertical, MaxVertical), 8);
            component.PaddedBlocksWide = McusWide * component.Horizontal;
            component.PaddedBlocksHigh = McusHigh * component.Vertical;
        }
    }

    private static int Divide(int number, int divisor) => (number + divisor - 1) / divisor;
}
