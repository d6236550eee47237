using System.Runtime.InteropServices;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Scoring;

/// <summary>Lays a picture out as the graph's input asks: element type, order of dimensions and colours, mean and std.</summary>
internal sealed class TensorPacker
{
    private const int PictureColors = 3;
    private readonly ModelInput input;
    private readonly float[][] tables;

    public TensorPacker(ModelInput input)
    {
        this.input = input;
        tables = new float[input.Channels][];
        for (var c = 0; c < tables.Length; c++)
        {
            var (mean, std) = (input.MeanOf(c), input.StdOf(c));
            // A byte has 256 values: each is normalised once, in double, instead of once a pixel.
            tables[c] = new float[256];
            for (var value = 0; value < 256; value++)
                tables[c][value] = (float)((value - (double)mean) / std);
        }
    }

    /// <summary>Fills the tensor.</summary>
    /// <param name="rgb">Height x width x 3 bytes, red first; three times the same for grey.</param>
    /// <param name="tensor">Height x width x channels elements; bytes or floats as the input asks.</param>
    public void Pack<T>(ReadOnlySpan<byte> rgb, T[] tensor)
        where T : unmanaged
    {
        if (typeof(T) == typeof(byte))
            PackBytes(rgb, MemoryMarshal.AsBytes(tensor.AsSpan()));
        else
            PackFloats(rgb, MemoryMarshal.Cast<T, float>(tensor.AsSpan()));
    }

    private void PackBytes(ReadOnlySpan<byte> rgb, Span<byte> tensor)
    {
        if (input.Layout == TensorLayout.Nhwc && input.Colors == ColorOrder.Rgb)
        {
            rgb.CopyTo(tensor);
            return;
        }

        for (var c = 0; c < input.Channels; c++)
        {
            var (source, target, step) = Route(c);
            for (var i = source; i < rgb.Length; i += PictureColors, target += step)
                tensor[target] = rgb[i];
        }
    }

    private void PackFloats(ReadOnlySpan<byte> rgb, Span<float> tensor)
    {
        for (var c = 0; c < tables.Length; c++)
        {
            var table = tables[c];
            var (source, target, step) = Route(c);
            for (var i = source; i < rgb.Length; i += PictureColors, target += step)
                tensor[target] = table[rgb[i]];
        }
    }

    // Where the model's colour c starts in the picture and in the tensor, and how far apart its pixels are there.
    private (int Source, int Target, int Step) Route(int c)
    {
        var source = input.Colors == ColorOrder.Bgr ? PictureColors - 1 - c : c;
        return input.Layout == TensorLayout.Nhwc
            ? (source, c, input.Channels)
            : (source, c * input.Width * input.Height, 1);
    }
}
