namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>Files that are part of the program: the API's description, and the event that warms up.</summary>
internal static class EmbeddedFile
{
    public static byte[] Read(string name)
    {
        using var stream = typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
