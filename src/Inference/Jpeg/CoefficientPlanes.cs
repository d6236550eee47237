namespace ClothesClassification.Inference.Jpeg;

/// <summary>Turns the coefficients of a progressive frame into planes, when all scans have been read.</summary>
internal static class CoefficientPlanes
{
    public static void Transform(Frame frame, ReadOnlySpan<short> coefficients, int blockLength, Span<byte> planes)
    {
        foreach (var component in frame.Components)
        {
            var index = component.CoefficientOffset;
            for (var y = 0; y < component.PaddedBlocksHigh; y++)
            {
                for (var x = 0; x < component.PaddedBlocksWide; x++, index += blockLength)
                {
                    var offset = component.PlaneOffset + (((y * component.Stride) + x) * frame.BlockSide);
                    Transform(
                        coefficients.Slice(index, blockLength),
                        component,
                        frame.BlockSide,
                        planes.Slice(offset, ((frame.BlockSide - 1) * component.Stride) + frame.BlockSide)
                    );
                }
            }
        }
    }

    private static void Transform(ReadOnlySpan<short> block, Component component, int side, Span<byte> target)
    {
        if (side == 8)
            InverseDct.Full(block, component, target, component.Stride);
        else if (side == 4)
            InverseDct.Half(block, component, target, component.Stride);
        else if (side == 2)
            InverseDct.Quarter(block, component, target, component.Stride);
        else
            target[0] = InverseDct.Flat(block[0], component);
    }
}
