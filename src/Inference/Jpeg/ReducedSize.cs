using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>Chooses what each block of 8 x 8 becomes.</summary>
internal static class ReducedSize
{
    /// <summary>The smallest of 1, 2, 4 and 8 samples a side that keeps a wanted share of the picture's sides.</summary>
    public static int BlockSide(Frame frame, Orientation orientation, DecodeScale scale)
    {
        var factor = orientation.IsTransposed() ? scale(frame.Height, frame.Width) : scale(frame.Width, frame.Height);
        var side = 1;
        while (side < 8 && side < 8 * factor)
            side *= 2;
        return side;
    }

    /// <summary>A side of the reduced picture, as the answer names it.</summary>
    public static int Of(int side, int blockSide) => ((side * blockSide) + 7) / 8;
}
