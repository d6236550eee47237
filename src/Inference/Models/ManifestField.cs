namespace ClothesClassification.Inference.Models;

/// <summary>One field of an object of the manifest.</summary>
/// <typeparam name="T">What the object is read into.</typeparam>
/// <param name="Name">Name in the JSON.</param>
/// <param name="IsRequired">Whether a manifest without it is refused.</param>
/// <param name="Read">Reads the value at hand into the target.</param>
/// <param name="Rule">What the value, or each value of a list, has to be; null where its type says it all.</param>
internal sealed record ManifestField<T>(
    string Name,
    bool IsRequired,
    ReadManifestField<T> Read,
    ManifestRule? Rule = null
)
    where T : class;

/// <summary>Reads a value into the target.</summary>
internal delegate void ReadManifestField<T>(T target, ref ManifestJson json)
    where T : class;

/// <summary>What a value has to be. Names and meaning are those of JSON Schema; a test compares model.schema.json.</summary>
/// <param name="Expected">The same in words, for messages.</param>
internal sealed record ManifestRule(string Expected)
{
    public TextFormat? Format { get; init; }

    public int? MinLength { get; init; }

    public double? Minimum { get; init; }

    public double? ExclusiveMinimum { get; init; }

    public double? Maximum { get; init; }

    /// <summary>Fewest items of a list.</summary>
    public int? MinItems { get; init; }

    /// <summary>Most items of a list.</summary>
    public int? MaxItems { get; init; }

    /// <summary>The names that a text is one of.</summary>
    public string[]? Enum { get; init; }

    public static ManifestRule OneOf(params string[] names) =>
        new($"one of {string.Join(", ", names)}") { Enum = names };

    public bool Allows(string text) =>
        text.Length >= (MinLength ?? 0) && Format?.Matches(text) != false && Enum?.Contains(text) != false;

    // Comparisons with null are false: an absent limit holds.
    public bool Allows(double number) =>
        double.IsFinite(number) && !(number < Minimum || number <= ExclusiveMinimum || number > Maximum);
}
