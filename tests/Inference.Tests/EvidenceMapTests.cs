namespace ClothesClassification.Inference.Tests;

public class EvidenceMapTests
{
    private readonly EvidenceMap map = new("hat", 2, 3, [1, 2, 3, 4, 5, 6]);

    [Fact]
    public void Cells_are_read_by_row_and_column()
    {
        Assert.Equal((1, 3, 4, 6), (map[0, 0], map[0, 2], map[1, 0], map[1, 2]));
        Assert.Equal([1, 2, 3, 4, 5, 6], map.AsSpan().ToArray());
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(0, -1)]
    [InlineData(2, 0)]
    [InlineData(-1, 0)]
    public void Cells_beyond_the_grid_are_refused(int row, int column) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => map[row, column]);

    [Fact]
    public void Sizes_have_to_agree()
    {
        Assert.Throws<ArgumentException>(() => new EvidenceMap("hat", 2, 2, [1, 2, 3]));
        Assert.Throws<ArgumentException>(() =>
            new PhotoEvidence(EvidenceMethod.Output, [map, new EvidenceMap("dress", 1, 1, [1])])
        );
        Assert.Throws<ArgumentException>(() => new PhotoEvidence(EvidenceMethod.Output, []));
        Assert.Throws<ArgumentException>(() => new PhotoEvidence(EvidenceMethod.Output, [map, map]));
    }

    [Fact]
    public void Maps_are_found_by_label()
    {
        var evidence = new PhotoEvidence(EvidenceMethod.Output, [map]);

        Assert.Same(map, evidence["hat"]);
        Assert.Throws<KeyNotFoundException>(() => evidence["scarf"]);
    }
}
