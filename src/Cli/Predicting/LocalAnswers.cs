using System.Runtime.CompilerServices;
using ClothesClassification.Cli.Answers;
using ClothesClassification.Cli.Explaining;
using ClothesClassification.Cli.Photos;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Cli.Predicting;

/// <summary>Answers from a model on this machine, as many photos at a time as there are processors.</summary>
internal sealed class LocalAnswers(
    IImageClassifier classifier,
    ClassifyOptions options,
    ExplanationFolder? explanations
) : IPhotoAnswers
{
    public string? Summary => null;

    public async IAsyncEnumerable<PhotoOutcome> AnswerAsync(
        IReadOnlyList<PhotoArgument> photos,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var next = 0;
        while (next < photos.Count)
        {
            if (photos[next].Kind != PhotoKind.File)
            {
                yield return photos[next].Kind == PhotoKind.Stream
                    ? await ReadStream(photos[next], cancellationToken).ConfigureAwait(false)
                    : PhotoOutcome.Nothing(photos[next]);
                next++;
                continue;
            }

            var files = photos.Skip(next).TakeWhile(p => p.Kind == PhotoKind.File).ToList();
            next += files.Count;
            var outcomes = classifier.ClassifyFilesAsync(files.Select(f => f.Name), options, cancellationToken);
            await foreach (var outcome in outcomes.ConfigureAwait(false))
                yield return outcome.Succeeded
                    ? Answered(files[outcome.Index], null, outcome.Classification)
                    : PhotoOutcome.Failed(files[outcome.Index], outcome.Error);
        }
    }

    private async Task<PhotoOutcome> ReadStream(PhotoArgument photo, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await photo.ReadAsync(new PhotoLimits(), cancellationToken).ConfigureAwait(false);
            return Answered(photo, bytes, classifier.Classify(bytes.Span, options));
        }
        catch (Exception e) when (e is PhotoException or IOException or UnauthorizedAccessException)
        {
            return PhotoOutcome.Failed(photo, e);
        }
    }

    // A file is read a second time where it is drawn: bytes are not kept for answers that wait for their turn.
    private PhotoOutcome Answered(PhotoArgument photo, ReadOnlyMemory<byte>? bytes, Classification answer)
    {
        if (explanations is not null)
        {
            try
            {
                explanations.Write(photo.Name, bytes is { } read ? read.Span : File.ReadAllBytes(photo.Name), answer);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return PhotoOutcome.Failed(photo, $"The picture of it could not be written: {e.Message}");
            }
        }

        return PhotoOutcome.Of(Answer.Of(photo.Name, answer, classifier.Model));
    }
}
