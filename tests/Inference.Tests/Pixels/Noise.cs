namespace ClothesClassification.Inference.Tests.Pixels;

/// <summary>Numbers that repeat on every machine, in every version of .NET, and in a few lines of any other language.</summary>
internal sealed class Noise(int seed)
{
    private uint state = (uint)seed;

    /// <summary>The next byte: the top 8 bits of a linear congruential generator (Numerical Recipes' constants).</summary>
    public byte Next()
    {
        state = unchecked((state * 1664525) + 1013904223);
        return (byte)(state >> 24);
    }

    /// <summary>A number from 0 to 1, 1 excluded.</summary>
    public double Fraction() => ((Next() << 16) | (Next() << 8) | Next()) / (double)(1 << 24);

    /// <summary>A number from least to most, both included.</summary>
    public int Between(int least, int most) => least + (int)(Fraction() * (most - least + 1));

    public float Between(double least, double most) => (float)(least + (Fraction() * (most - least)));

    public static byte[] Bytes(int length, int seed)
    {
        var noise = new Noise(seed);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = noise.Next();
        return bytes;
    }
}
