using ClothesClassification.Inference.Jpeg;
using ClothesClassification.Inference.Tests.Pixels;

namespace ClothesClassification.Inference.Tests.Jpeg;

public sealed class BitSetsTests
{
    [Theory]
    [InlineData(0b_101, 0b_0110_1000, 0b_0100_1000)]
    [InlineData(0b_010, 0b_0110_1000, 0b_0010_0000)]
    [InlineData(ulong.MaxValue, 0, 0)]
    [InlineData(1, 1UL << 63, 1UL << 63)]
    [InlineData(2, 1UL << 63, 0)]
    [InlineData(1UL << 63, ulong.MaxValue, 1UL << 63)]
    public void Bits_go_to_the_members_from_the_lowest_on(ulong number, ulong set, ulong expected)
    {
        Assert.Equal(expected, BitSets.DealScalar(number, set));
        Assert.Equal(expected, BitSets.Deal(number, set));
    }

    [Fact]
    public void Instruction_and_loop_deal_alike()
    {
        var noise = new Noise(5);
        for (var i = 0; i < 20_000; i++)
        {
            var (number, set) = (Any(noise), i % 2 == 0 ? Any(noise) : Any(noise) & Any(noise) & Any(noise));
            Assert.Equal(BitSets.DealScalar(number, set), BitSets.Deal(number, set));
        }
    }

    private static ulong Any(Noise noise)
    {
        var number = 0UL;
        for (var i = 0; i < 8; i++)
            number = (number << 8) | noise.Next();
        return number;
    }
}
