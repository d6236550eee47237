namespace ClothesClassification.Inference.Models;

/// <summary>One field of an object of the manifest.</summary>
/// <typeparam name="T">What the object is read into.</typeparam>
/// <param name="Name">Name in the JSON.</param>
/// <param name="IsRequired">Whether a manifest without it is refused.</param>
/// <param name="Read">Reads the value at hand into the target.</param>
internal sealed record ManifestField<T>(string Name, bool IsRequired, ReadManifestField<T> Read)
    where T : class;

/// <summary>Reads a value into the target.</summary>
internal delegate void ReadManifestField<T>(T target, ref ManifestJson json)
    where T : class;
