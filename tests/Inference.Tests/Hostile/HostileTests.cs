using ClothesClassification.Inference.Tests.Processes;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>
/// Over 6,000 damaged files of all formats, a file of each cut at up to 400 places, and files made by hand: each gets an answer or a
/// typed error, within bounded memory, and without a crash or a loop.
/// </summary>
public sealed class HostileTests
{
    [Theory]
    [InlineData(nameof(HostileChecks.Damaged_files_are_answered_or_refused))]
    [InlineData(nameof(HostileChecks.Files_cut_anywhere_are_refused))]
    [InlineData(nameof(HostileChecks.Files_made_by_hand_get_the_error_that_they_deserve))]
    public async Task No_photo_does_harm(string check)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory is looked up in /proc.");
        var log = Path.GetTempFileName();
        try
        {
            var child = await TestProcess.RunAsync(
                ["--filter-method", $"{typeof(HostileChecks).FullName}.{check}"],
                new Dictionary<string, string?> { [HostileChecks.Variable] = log }
            );
            Assert.True(
                child.ExitCode == 0,
                $"The last photo was: {await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken)}\n{child.Output}"
            );
            Assert.Contains("succeeded: 1", child.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(log);
        }
    }

    [Theory]
    [InlineData("photo.jpg")]
    [InlineData("photo.gif")]
    [InlineData("photo")]
    [InlineData("photo.exe")]
    public async Task A_files_name_says_nothing(string name)
    {
        var folder = Directory.CreateTempSubdirectory("hostile-").FullName;
        try
        {
            var path = Path.Combine(folder, name);
            await File.WriteAllBytesAsync(path, HostileSeeds.Palette(), TestContext.Current.CancellationToken);
            using var classifier = ImageClassifier.Load(SharedData.ModelFolder);

            var answer = await classifier.ClassifyFileAsync(path, null, TestContext.Current.CancellationToken);

            Assert.Equal((40, 30), (answer.Size.Width, answer.Size.Height));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
