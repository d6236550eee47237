namespace ClothesClassification.Inference.Tests.Golden;

public sealed class GoldenPixelsTests
{
    [Theory]
    [MemberData(nameof(SharedData.GoldenPhotos), MemberType = typeof(SharedData))]
    public void Photo_becomes_exactly_the_pixels_that_the_model_was_trained_on(string photo) =>
        GoldenPixels.Check(SharedData.Case(photo));

    [Fact]
    public void There_are_40_golden_photos() => Assert.Equal(40, SharedData.GoldenCases().Count);
}
