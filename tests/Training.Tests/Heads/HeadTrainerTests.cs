using ClothesClassification.Training.Heads;

namespace ClothesClassification.Training.Tests.Heads;

public class HeadTrainerTests
{
    [Fact]
    public void The_layer_takes_features_as_they_are()
    {
        // Far from 0, and the third is always the same.
        var head = HeadTrainer.Fit(Rows(20, 20), 2, 0.01, TestContext.Current.CancellationToken);

        Assert.All(Rows(20, 20), row => Assert.Equal((int)row.Label, Best(head.Logits(row.Features))));
    }

    [Fact]
    public void A_stronger_regularisation_gives_smaller_weights()
    {
        var weak = HeadTrainer.Fit(Rows(20, 20), 2, 0.01, TestContext.Current.CancellationToken);
        var strong = HeadTrainer.Fit(Rows(20, 20), 2, 1, TestContext.Current.CancellationToken);

        Assert.True(Math.Abs(strong.Weights[0][0]) < Math.Abs(weak.Weights[0][0]) / 2);
    }

    [Fact]
    public void Weights_make_up_for_few_photos()
    {
        var even = HeadTrainer.Fit(Rows(20, 20), 2, 0.1, TestContext.Current.CancellationToken);
        var weighted = HeadTrainer.Fit(Rows(100, 20, weight: 5), 2, 0.1, TestContext.Current.CancellationToken);
        var not = HeadTrainer.Fit(Rows(100, 20), 2, 0.1, TestContext.Current.CancellationToken);

        Assert.Equal(Lead(even), Lead(weighted), 0.3);
        Assert.True(Lead(not) > Lead(weighted) + 0.3);

        // Of the first label, in the middle between both.
        static double Lead(LinearHead head) => head.Logits([1000, 50, 3])[0] - head.Logits([1000, 50, 3])[1];
    }

    [Fact]
    public void A_temperature_divides_the_logits()
    {
        var head = new LinearHead(
            [
                [1, 2],
                [3, 4],
            ],
            [5, 6]
        );

        Assert.Equal(head.Logits([1, 1]).Select(logit => logit / 2), head.Over(2).Logits([1, 1]));
    }

    // Two labels on both sides of 1000.
    private static List<HeadRow> Rows(int first, int second, float weight = 1) =>
        [
            .. Enumerable
                .Range(0, first + second)
                .Select(i => new HeadRow
                {
                    Label = i < first ? 0u : 1u,
                    Weight = i < first ? 1 : weight,
                    Features = [1000 + ((i < first ? -1 : 1) * (1 + (i % 4))), 50 + (i % 5) - 2, 3],
                }),
        ];

    private static int Best(float[] logits) => logits[0] > logits[1] ? 0 : 1;
}
