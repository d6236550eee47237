using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Training;

namespace ClothesClassification.Cli.Tests.Training;

public sealed class ModelTargetTests : IDisposable
{
    private readonly PhotoFolder folder = new();

    public ModelTargetTests()
    {
        folder.Add("photos/cat/1.jpg");
        folder.Add("base/model.json", "{}"u8.ToArray());
        folder.Add("mine/model.json", "{}"u8.ToArray());
        folder.Add("mine/model.int8.onnx", "x"u8.ToArray());
        folder.Add("mine/.DS_Store", "x"u8.ToArray());
        folder.Add("seen/Thumbs.db", "x"u8.ToArray());
        folder.Add("mixed/model.json", "{}"u8.ToArray());
        folder.Add("mixed/report.html", "x"u8.ToArray());
        folder.Add("file", "x"u8.ToArray());
        folder.Add("letters/1.txt", "x"u8.ToArray());
        Directory.CreateDirectory(Path.Combine(folder.Path, "empty"));
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("new", false)]
    [InlineData("new/deeper", false)]
    [InlineData("photos-model", false)]
    [InlineData("empty", false)]
    [InlineData("seen", false)]
    [InlineData("mine", true)]
    public void A_folder_of_its_own_will_do(string target, bool replace) => Check(target, replace);

    [Theory]
    [InlineData("mine", false, "add --force to replace it")]
    [InlineData("letters", false, "holds 1.txt, which no training wrote")]
    [InlineData("letters", true, "holds 1.txt, which no training wrote")]
    [InlineData("mixed", true, "holds report.html, which no training wrote")]
    [InlineData("file", true, "is a file")]
    [InlineData("base", true, "holds the base model")]
    [InlineData("photos", true, "outside of the photos' folder")]
    [InlineData("photos/cat", true, "outside of the photos' folder")]
    [InlineData("photos/model", true, "outside of the photos' folder")]
    [InlineData(".", true, "outside of the photos' folder")]
    public void What_would_be_lost_is_refused(string target, bool replace, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<UsageException>(() => Check(target, replace)).Message,
            StringComparison.Ordinal
        );

    private void Check(string target, bool replace) =>
        ModelTarget.Check(
            Path.GetFullPath(Path.Combine(folder.Path, target)),
            replace,
            Path.Combine(folder.Path, "photos"),
            Path.Combine(folder.Path, "base")
        );
}
