namespace ClothesClassification.Inference.Photos;

/// <summary>The program has a newer SkiaSharp than ML.NET and this library work with.</summary>
public sealed class SkiaSharpVersionException : Exception
{
    private const int Major = 2;

    private SkiaSharpVersionException(Version loaded, Exception innerException)
        : base(
            $"SkiaSharp {loaded.ToString(2)} is loaded, and photos are decoded with 2.88, as ML.NET 5 needs it: refer to SkiaSharp 2.88.9, or to none.",
            innerException
        ) { }

    /// <summary>Translates what the runtime throws for members and native libraries that are not there.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="loaded">Version of the assembly; null for the one that is loaded.</param>
    /// <returns>The exception; null where the error is something else.</returns>
    internal static SkiaSharpVersionException? From(Exception error, Version? loaded = null)
    {
        if (
            error
            is not (TypeInitializationException or TypeLoadException or MissingMemberException or FileLoadException)
        )
            return null;
        // By name: a type of SkiaSharp might not load here either.
        loaded ??= AppDomain
            .CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetName())
            .FirstOrDefault(name => name.Name == "SkiaSharp")
            ?.Version;
        return loaded is null || loaded.Major == Major ? null : new SkiaSharpVersionException(loaded, error);
    }
}
