namespace ClothesClassification.Inference.Jpeg;

/// <summary>Turns the coefficients of a progressive frame into planes, when all scans have been read.</summary>
internal static class CoefficientPlanes
{
    public static void Transform(Frame frame, CoefficientMemory memory, Span<byte> planes)
    {
        var dc = memory.Dc;
        var nonZero = memory.NonZero;
        var values = memory.Values;
        foreach (var component in frame.Components)
        {
            var (wide, side) = (component.PaddedBlocksWide, frame.BlockSide);
            for (var y = 0; y < component.PaddedBlocksHigh; y++)
            {
                var first = component.FirstBlock + (y * wide);
                var target = planes.Slice(
                    component.PlaneOffset + (y * component.Stride * side),
                    component.Stride * side
                );
                if (side == 1)
                    Means(dc.Slice(first, wide), component, target);
                else
                    Row(
                        dc.Slice(first, wide),
                        nonZero.Slice(first, wide),
                        values.Slice(first * memory.BlockLength, wide * memory.BlockLength),
                        component,
                        side,
                        target
                    );
            }
        }
    }

    private static void Means(ReadOnlySpan<short> dc, Component component, Span<byte> target)
    {
        for (var x = 0; x < dc.Length; x++)
            target[x] = InverseDct.Flat(dc[x], component);
    }

    private static void Row(
        ReadOnlySpan<short> dc,
        ReadOnlySpan<ulong> nonZero,
        Span<short> values,
        Component component,
        int side,
        Span<byte> target
    )
    {
        var length = values.Length / dc.Length;
        // A block waits for a second one.
        var waiting = -1;
        var takesTwo = VectorDct.TakesTwo;
        for (var x = 0; x < dc.Length; x++)
        {
            if (nonZero[x] == 0)
            {
                var sample =
                    side == 2 ? InverseDct.Flat(dc[x], component) : InverseDct.FlatByTransform(dc[x], component);
                InverseDct.Fill(sample, side, target[(x * side)..], component.Stride);
                continue;
            }

            var block = values.Slice(x * length, length);
            block[0] = dc[x];
            if (side == 4)
            {
                InverseDct.Half(block, component, target[(x * side)..], component.Stride);
            }
            else if (side == 2)
            {
                InverseDct.Quarter(block, component, target[(x * side)..], component.Stride);
            }
            else if (!takesTwo)
            {
                InverseDct.Full(block, component, target[(x * side)..], component.Stride);
            }
            else if (waiting < 0)
            {
                waiting = x;
            }
            else
            {
                VectorDct.Two(
                    values.Slice(waiting * length, length),
                    block,
                    component,
                    component,
                    target[(waiting * side)..],
                    target[(x * side)..]
                );
                waiting = -1;
            }
        }

        if (waiting >= 0)
            InverseDct.Full(
                values.Slice(waiting * length, length),
                component,
                target[(waiting * side)..],
                component.Stride
            );
    }
}
