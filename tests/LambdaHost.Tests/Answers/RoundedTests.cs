using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Tests.Answers;

public sealed class RoundedTests
{
    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(1.2345678f, 1.2346f)]
    [InlineData(-0.0123456f, -0.012346f)]
    [InlineData(98765.43f, 98765f)]
    [InlineData(1234567f, 1234567f)]
    [InlineData(9.87654e-9f, 9.8765e-9f)]
    [InlineData(1e-30f, 0f)]
    [InlineData(float.NaN, 0f)]
    [InlineData(float.PositiveInfinity, 0f)]
    public void Five_digits_are_left(float value, float rounded) => Assert.Equal(rounded, Rounded.Value(value));
}
