namespace ClothesClassification.Cli.Output;

/// <summary>A file that is there as it was, or complete: it is written under another name, and then renamed.</summary>
internal static class ReplacedFile
{
    public static T Write<T>(string path, Func<Stream, T> write)
    {
        var partial = $"{path}.partial";
        try
        {
            T result;
            using (var file = File.Create(partial))
                result = write(file);
            File.Move(partial, path, overwrite: true);
            return result;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
