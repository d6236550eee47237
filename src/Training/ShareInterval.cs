namespace ClothesClassification.Training;

/// <summary>
/// Between what an accuracy can lie, with 95 % confidence, when it was found on so many photos. Source: Wilson, "Probable
/// Inference, the Law of Succession, and Statistical Inference", 1927.
/// </summary>
public sealed record ShareInterval(double Low, double High)
{
    // The standard normal distribution's 97.5th percentile.
    private const double Z = 1.959964;

    internal static ShareInterval Of(int part, int whole)
    {
        if (whole == 0)
            return new ShareInterval(0, 1);
        var share = (double)part / whole;
        var center = share + (Z * Z / (2 * whole));
        var spread = Z * Math.Sqrt((share * (1 - share) / whole) + (Z * Z / (4.0 * whole * whole)));
        var scale = 1 + (Z * Z / whole);
        return new ShareInterval(Math.Max(0, (center - spread) / scale), Math.Min(1, (center + spread) / scale));
    }
}
