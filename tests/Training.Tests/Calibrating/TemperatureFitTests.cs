using ClothesClassification.Inference.Models;
using ClothesClassification.Training.Calibrating;

namespace ClothesClassification.Training.Tests.Calibrating;

public class TemperatureFitTests
{
    /// <summary>Three of four right: p = 0.75 is log 3 between two logits.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0.25)]
    public void Probabilities_become_the_share_that_is_right(double overconfidence)
    {
        var logit = (float)(overconfidence * Math.Log(3));
        var photos = new[] { 0, 0, 0, 1 }.Select(label => (new[] { logit, 0 }, label)).ToList();

        Assert.Equal(overconfidence, TemperatureFit.Of(photos, Activation.Softmax), 1e-3);
    }

    [Fact]
    public void Labels_that_stand_on_their_own_have_losses_of_their_own()
    {
        var logit = (float)(2 * Math.Log(3));
        var photos = new[] { 0, 0, 0, 1 }.Select(label => (new[] { logit, -logit }, label)).ToList();

        Assert.Equal(2, TemperatureFit.Of(photos, Activation.Sigmoid), 1e-3);
    }

    [Fact]
    public void Where_all_are_right_the_temperature_ends_at_its_lowest() =>
        Assert.Equal(0.05, TemperatureFit.Of([([0.1f, 0], 0)], Activation.Softmax), 1e-3);

    /// <summary>Of eight right answers of eight, Platt's p is 0.9: its log-odds are log 9.</summary>
    [Fact]
    public void Where_all_are_right_doubt_keeps_probabilities_below_1()
    {
        var photos = Enumerable.Repeat((new[] { 0.3f, 0 }, 0), 8).ToList();

        var temperature = TemperatureFit.Of(photos, Activation.Softmax, TemperatureFit.DoubtAfter(8));

        Assert.Equal(0.3 / Math.Log(9), temperature, 1e-3);
    }

    [Fact]
    public void Doubt_is_shared_by_the_other_labels() =>
        Assert.Equal(
            1 / Math.Log(0.8 / 0.1),
            TemperatureFit.Of([([1, 0, 0], 0)], Activation.Softmax, doubt: 0.2),
            1e-3
        );
}
