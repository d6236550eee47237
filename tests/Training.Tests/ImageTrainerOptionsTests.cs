namespace ClothesClassification.Training.Tests;

public class ImageTrainerOptionsTests
{
    [Fact]
    public void All_that_is_out_of_range_is_said_at_once()
    {
        var options = new ImageTrainerOptions
        {
            BaseModel = "",
            Name = "",
            Version = "1",
            Folds = 1,
            PrecisionGoal = 2,
            MaxUnlike = -1,
            MaxConcurrency = 0,
        };

        var error = Assert.Throws<ArgumentException>(() => new ImageTrainer(options));

        Assert.All(
            new[] { "BaseModel", "Name", "Version", "Folds", "PrecisionGoal", "MaxUnlike", "MaxConcurrency" },
            name => Assert.Contains($"{name} is ", error.Message, StringComparison.Ordinal)
        );
    }
}
