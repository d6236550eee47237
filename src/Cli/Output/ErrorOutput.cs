namespace ClothesClassification.Cli.Output;

/// <summary>Lines for stderr.</summary>
internal static class ErrorOutput
{
    public static void Write(string message)
    {
        try
        {
            Console.Error.WriteLine($"clothes: {message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Photos are answered without it, and the exit code tells what failed.
        }
    }
}
