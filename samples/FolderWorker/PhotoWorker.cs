using System.Text.Json;
using ClothesClassification.Inference;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClothesClassification.FolderWorker;

internal sealed class PhotoWorker(
    IImageClassifier classifier,
    IConfiguration configuration,
    ILogger<PhotoWorker> logger
) : BackgroundService
{
    private const string Answer = ".json";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var folder = configuration["Folder"] ?? throw new InvalidOperationException("Name the folder by --Folder.");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        do
        {
            #region folder
            // As many photos at a time as the classifier has engines; the order is kept, and a bad photo does not end it.
            await foreach (var outcome in classifier.ClassifyFilesAsync(Unanswered(folder), null, stoppingToken))
                await WriteAsync(outcome, stoppingToken);
            #endregion
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // A photo is renamed to its name when it has been written, so that none is read half.
    private static IEnumerable<string> Unanswered(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Where(file => Path.GetExtension(file) is ".jpg" or ".png" or ".webp" && !File.Exists(file + Answer));

    private async Task WriteAsync(ClassificationOutcome outcome, CancellationToken cancellationToken)
    {
        object answer = outcome.Succeeded
            ? new { label = outcome.Classification.Best.Label, score = outcome.Classification.Best.Score }
            : new { error = outcome.Error.Message };
        var path = outcome.Path + Answer;
        await File.WriteAllTextAsync(path + ".tmp", JsonSerializer.Serialize(answer), cancellationToken);
        File.Move(path + ".tmp", path);
        logger.LogInformation("{Photo}: {Answer}", outcome.Path, answer);
    }
}
