namespace ClothesClassification.Cli.Options;

/// <summary>A folder that output goes to.</summary>
internal static class WritableFolder
{
    /// <summary>Makes the folder if it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="what">What is to be written there.</param>
    /// <exception cref="UsageException">It cannot be written to.</exception>
    public static void Make(string folder, string what)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.Create(Path.Combine(folder, ".clothes"), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder}: {what} cannot be written there: {e.Message}");
        }
    }
}
