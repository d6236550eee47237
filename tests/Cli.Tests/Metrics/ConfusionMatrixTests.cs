using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Tests.Metrics;

public class ConfusionMatrixTests
{
    [Fact]
    public void Confusion_gives_precision_recall_and_f1()
    {
        // Of 4 cats 3 are told, of 2 dogs 1; the missed cat is taken for a dog, the missed dog for a cat.
        var matrix = new ConfusionMatrix(3);
        foreach (var (truth, predicted) in new[] { (0, 0), (0, 0), (0, 0), (0, 1), (1, 1), (1, 0) })
            matrix.Add(truth, predicted);

        Assert.Equal(4, matrix.Correct);
        Assert.Equal(new ClassMetrics(3 / 4.0, 3 / 4.0, 6 / 8.0, 4), matrix.Of(0));
        Assert.Equal(new ClassMetrics(1 / 2.0, 1 / 2.0, 2 / 4.0, 2), matrix.Of(1));
        Assert.Equal(new ClassMetrics(null, null, null, 0), matrix.Of(2));
    }

    [Fact]
    public void Label_never_predicted_has_no_precision_and_a_recall_of_0()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add(1, 0);

        Assert.Equal(new ClassMetrics(null, 0, 0, 1), matrix.Of(1));
    }
}
