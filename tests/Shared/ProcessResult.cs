namespace ClothesClassification.Tests;

/// <summary>What a program left behind.</summary>
internal sealed record ProcessResult(string CommandLine, int ExitCode, string Output, string Error)
{
    public string AllOutput => Output + Error;

    /// <summary>The result if the exit code is 0; otherwise throws with what the program printed.</summary>
    public ProcessResult OrFail() =>
        ExitCode == 0
            ? this
            : throw new InvalidOperationException(
                $"{CommandLine} ended with exit code {ExitCode}.\n{Tail(Output)}\n{Tail(Error)}"
            );

    private static string Tail(string text) => text.Length <= 6000 ? text : "..." + text[^6000..];
}
