using ClothesClassification.Cli.Photos;

namespace ClothesClassification.Cli.Answers;

/// <summary>Answers photos: on this machine, or by asking an API.</summary>
internal interface IPhotoAnswers
{
    /// <summary>One outcome a photo, in the order given, in bounded memory however many there are.</summary>
    IAsyncEnumerable<PhotoOutcome> AnswerAsync(
        IReadOnlyList<PhotoArgument> photos,
        CancellationToken cancellationToken
    );

    /// <summary>A line for stderr at the end of a run; null for none.</summary>
    string? Summary { get; }
}
