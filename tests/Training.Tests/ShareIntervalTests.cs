namespace ClothesClassification.Training.Tests;

public class ShareIntervalTests
{
    // Wilson's interval for 9 of 10: (0.9 + 3.8415/20 -+ 1.96 sqrt(0.9 * 0.1/10 + 3.8415/400)) / (1 + 3.8415/10).
    [Theory]
    [InlineData(9, 10, 0.5958, 0.9821)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(0, 0, 0, 1)]
    public void Confidence_interval_is_Wilsons(int right, int photos, double low, double high)
    {
        var interval = ShareInterval.Of(right, photos);

        Assert.Equal(low, interval.Low, 5e-5);
        Assert.Equal(high, interval.High, 5e-5);
    }
}
