using System.Numerics.Tensors;

namespace ClothesClassification.Training.Features;

/// <summary>A picture in 16 x 16 colours, from their mean and of length 1: the product of two is their correlation.</summary>
internal static class Thumbnail
{
    private const int Side = 16;
    private const int Colors = 3;

    /// <summary>Numbers of a thumbnail.</summary>
    public const int Length = Side * Side * Colors;

    /// <param name="picture">The picture: height x width x 3 bytes.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <returns>The thumbnail; zeros for a picture of one colour.</returns>
    public static float[] Of(ReadOnlySpan<byte> picture, int width)
    {
        var height = picture.Length / width / Colors;
        var thumbnail = new float[Length];
        for (var i = 0; i < picture.Length; i++)
        {
            var pixel = i / Colors;
            var place = (pixel / width * Side / height * Side) + (pixel % width * Side / width);
            thumbnail[(place * Colors) + (i % Colors)] += picture[i];
        }

        TensorPrimitives.Subtract(thumbnail, TensorPrimitives.Sum<float>(thumbnail) / Length, thumbnail);
        if (TensorPrimitives.Norm<float>(thumbnail) is > 0 and var length)
            TensorPrimitives.Divide(thumbnail, length, thumbnail);
        return thumbnail;
    }
}
