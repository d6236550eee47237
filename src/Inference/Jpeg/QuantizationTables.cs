namespace ClothesClassification.Inference.Jpeg;

/// <summary>The quantisation tables that are defined at a point of a file (ITU-T T.81, B.2.4.1).</summary>
internal sealed class QuantizationTables
{
    public const int Count = 4;
    private readonly short[] values = new short[Count * ZigZag.Coefficients];
    private int defined;

    public void Clear() => defined = 0;

    public bool IsDefined(int index) => (defined & (1 << index)) != 0;

    /// <summary>A table's numbers in the order of <see cref="ZigZag"/>.</summary>
    public ReadOnlySpan<short> Values(int index) => values.AsSpan(index * ZigZag.Coefficients, ZigZag.Coefficients);

    /// <summary>Reads the tables of a segment.</summary>
    public void Read(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var (wide, index) = (segment[0] >> 4, segment[0] & 15);
            var bytes = ZigZag.Coefficients << wide;
            if (wide > 1 || index >= Count || segment.Length < 1 + bytes)
                throw JpegErrors.Tables();
            var table = values.AsSpan(index * ZigZag.Coefficients, ZigZag.Coefficients);
            var data = segment.Slice(1, bytes);
            for (var i = 0; i < ZigZag.Coefficients; i++)
                table[ZigZag.Places[i]] = (short)(wide == 0 ? data[i] : (data[2 * i] << 8) | data[(2 * i) + 1]);
            defined |= 1 << index;
            segment = segment[(1 + bytes)..];
        }
    }
}
