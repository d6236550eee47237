using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Tests.Models;

public class EvidenceGridTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4096)]
    [InlineData(4096, 1)]
    public void Labels_come_first_or_last(int rows, int columns)
    {
        Assert.Equal(new EvidenceGrid(rows, columns, LabelsLast: false), Grid(1, 10, rows, columns));
        Assert.Equal(new EvidenceGrid(rows, columns, LabelsLast: true), Grid(null, rows, columns, 10));
    }

    [Theory]
    [InlineData(0, 7)]
    [InlineData(7, 0)]
    [InlineData(-1, 7)]
    [InlineData(7, -1)]
    [InlineData(4097, 7)]
    [InlineData(7, 4097)]
    public void Sides_are_1_to_4096(int rows, int columns)
    {
        Assert.Null(Grid(1, 10, rows, columns));
        Assert.Null(Grid(1, rows, columns, 10));
    }

    [Fact]
    public void Other_shapes_have_no_grid()
    {
        Assert.Null(Grid(2, 10, 7, 7));
        Assert.Null(Grid(1, 9, 7, 7));
        Assert.Null(Grid(1, 10, null, 7));
        Assert.Null(Grid(1, 7, null, 10));
        Assert.Null(Grid(1, 10, 49));
        Assert.Null(Grid(1, 10, 7, 7, 1));
    }

    private static EvidenceGrid? Grid(params long?[] dimensions) =>
        EvidenceGrid.Of(new OnnxValue("evidence", "float32", dimensions), labels: 10);
}
