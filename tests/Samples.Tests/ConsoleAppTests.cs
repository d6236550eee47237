namespace ClothesClassification.Samples.Tests;

public class ConsoleAppTests
{
    [Fact]
    public async Task It_answers_shows_an_error_and_goes_on_after_a_bad_photo()
    {
        var dress = Path.Combine(SharedData.SamplePhotos, "dress.jpg");
        var missing = Path.Combine(SharedData.SamplePhotos, "none.jpg");

        var lines = (await Sample.RunAsync("ConsoleApp", SharedData.ModelFolder, dress, missing)).Split('\n');

        Assert.Matches("^dress [0-9.]+ ?%$", lines[0]);
        Assert.Matches("^  dress 0\\.[0-9]{4}, logit [0-9.]+$", lines[1]);
        Assert.All(lines[4..11], row => Assert.Matches("^( *-?[0-9]\\.[0-9]{2}){7}$", row));
        Assert.StartsWith("unsupported-format: The photo's format", lines[11], StringComparison.Ordinal);
        Assert.Equal($"{dress}: dress", lines[12]);
        Assert.StartsWith($"{missing}: Could not find file", lines[13], StringComparison.Ordinal);
    }
}
