namespace ClothesClassification.Cli.Tests.Output;

public sealed class ErrorOutputTests
{
    [Theory]
    [InlineData("2> /dev/full")]
    [InlineData("2>&-")]
    public void Errors_that_cannot_be_written_do_not_lose_the_answers(string redirection)
    {
        Require.Linux();
        using var folder = new PhotoFolder();
        string[] arguments = ["predict", "nowhere.jpg", folder.Add("1.jpg"), "--format", "csv", "--top", "1"];

        var result = Clothes.RunRedirected(redirection, arguments);

        Assert.Equal((1, 2), (result.ExitCode, result.Output.TrimEnd('\n').Split('\n').Length));
    }
}
