using ClothesClassification.Cli.Explaining;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>Why models got the photos wrong that the page shows: evidence, found by classifying those photos once more.</summary>
internal sealed class MistakeEvidence
{
    private readonly Dictionary<(int Model, string Photo), PhotoEvidence> found = [];

    /// <summary>Classifies the photos that the page shows.</summary>
    /// <param name="classifiers">The models, in the report's order.</param>
    /// <param name="report">The report.</param>
    /// <param name="photoFolder">The evaluated folder.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<MistakeEvidence> CollectAsync(
        IReadOnlyList<ImageClassifier> classifiers,
        ReportDocument report,
        string photoFolder,
        CancellationToken cancellationToken
    )
    {
        var evidence = new MistakeEvidence();
        var shown = MisclassifiedSection.Shown(report.Models).Select(photo => photo.Photo).ToHashSet();
        for (var i = 0; i < classifiers.Count; i++)
        {
            var photos = report.Models[i].Misclassified.Select(m => m.Photo).Where(shown.Contains).ToList();
            var options = new ClassifyOptions { Evidence = ExplainOptions.MethodFor(classifiers[i].Model) };
            var outcomes = classifiers[i]
                .ClassifyFilesAsync(photos.Select(p => Path.Combine(photoFolder, p)), options, cancellationToken);
            await foreach (var outcome in outcomes.ConfigureAwait(false))
            {
                // A photo that has gone in the meantime has no picture either.
                if (outcome.Succeeded)
                    evidence.found[(i, photos[outcome.Index])] = outcome.Classification.Evidence!;
            }
        }

        return evidence;
    }

    /// <summary>The evidence of one photo; null where there is none.</summary>
    public PhotoEvidence? Of(int model, string photo) => found.GetValueOrDefault((model, photo));
}
