using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;

namespace ClothesClassification.Samples.Tests.Documentation;

/// <summary>
/// docs/train.md from top to bottom: its commands as they are written, and what they print. With UPDATE_DOCS=true that is
/// written into the page and not compared.
/// </summary>
public sealed partial class TrainPageTests : IDisposable
{
    // Tested elsewhere: they do not end, take minutes, or need AWS.
    private static readonly string[] Elsewhere =
    [
        "./build.sh package --model=/home/me/my-model\nclothes serve --model /home/me/my-model\n",
        "cd terraform && terraform init && terraform apply\n",
    ];

    // So few that it does not take long.
    private const int PhotosOfALabel = 30;

    private readonly PageShell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task Its_commands_lead_from_photos_to_answers()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The page's commands are those of a Unix shell.");
        Assert.SkipUnless(
            Vector512.IsHardwareAccelerated,
            "Int8 features have other digits on processors without AVX-512."
        );
        AddPhotos();
        var path = Path.Combine(SharedData.RepositoryRoot, "docs", "train.md");
        var page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

        var output = "";
        var updated = page;
        foreach (var block in MarkdownCode.Read(page))
        {
            if (block.Language == "sh" && !Elsewhere.Contains(block.Text))
                output = (await shell.RunAsync(block.Text)).Output;
            if (block.Language != "text")
                continue;
            if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "true")
                updated = updated.Replace(
                    $"```text\n{block.Text}```",
                    $"```text\n{Tidy(output)}```",
                    StringComparison.Ordinal
                );
            else
                Assert.Equal(Seconds().Replace(block.Text, ""), Seconds().Replace(Tidy(output), ""));
        }

        if (updated != page)
            await File.WriteAllTextAsync(path, updated, TestContext.Current.CancellationToken);
    }

    private void AddPhotos()
    {
        foreach (var label in Directory.GetDirectories(SharedData.OtherLabels()))
        {
            foreach (var photo in Directory.GetFiles(label).Order(StringComparer.Ordinal).Take(PhotosOfALabel))
                shell.Write($"photos/{Path.GetFileName(label)}/{Path.GetFileName(photo)}", File.ReadAllBytes(photo));
        }

        var last = Directory.GetFiles(shell.Path("photos/hoodie")).Order(StringComparer.Ordinal).Last();
        File.Move(last, shell.Path("today.jpg"));
    }

    private string Tidy(string output) =>
        string.Join(
            '\n',
            output
                .TrimEnd()
                .Replace(shell.Path("my-model"), "/home/me/my-model", StringComparison.Ordinal)
                .Split('\n')
                .Select(line => line.TrimEnd())
        ) + "\n";

    [GeneratedRegex(@"(?<=seconds +)[\d.]+")]
    private static partial Regex Seconds();
}
