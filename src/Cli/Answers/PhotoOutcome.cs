using System.Diagnostics.CodeAnalysis;
using ClothesClassification.Cli.Photos;

namespace ClothesClassification.Cli.Answers;

/// <summary>The outcome for one photo: an answer, or a line that says why there is none.</summary>
internal readonly record struct PhotoOutcome
{
    private PhotoOutcome(Answer? answer, string? error)
    {
        Answer = answer;
        Error = error;
    }

    public Answer? Answer { get; }

    public string? Error { get; }

    [MemberNotNullWhen(true, nameof(Answer))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Answer is not null;

    public static PhotoOutcome Of(Answer answer) => new(answer, null);

    public static PhotoOutcome Failed(PhotoArgument photo, Exception error) => Failed(photo, Describe(error));

    public static PhotoOutcome Failed(PhotoArgument photo, string sentence) => new(null, $"{photo.Name}: {sentence}");

    /// <summary>For an argument that stands for no photo.</summary>
    public static PhotoOutcome Nothing(PhotoArgument photo) => Failed(photo, photo.Error!);

    // .NET's own messages repeat the path, in full.
    internal static string Describe(Exception error) =>
        error switch
        {
            // What .NET reads of such a name leads nowhere.
            FileNotFoundException { FileName: { } name } when name.Contains('\uFFFD', StringComparison.Ordinal) =>
                "The file's name is not UTF-8; rename it.",
            FileNotFoundException or DirectoryNotFoundException => "No such file.",
            UnauthorizedAccessException => "This file may not be read.",
            _ => error.Message,
        };
}
