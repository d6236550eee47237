namespace ClothesClassification.Cli.Output;

/// <summary>Lines for stderr.</summary>
internal static class ErrorOutput
{
    public static void Write(string message) => Console.Error.WriteLine($"clothes: {message}");
}
