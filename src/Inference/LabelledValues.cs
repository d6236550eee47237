using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ClothesClassification.Inference;

/// <summary>One value per label, in the model's order of labels.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "A row of values first.")]
public sealed class LabelledValues : IReadOnlyDictionary<string, float>
{
    private readonly LabelIndex labels;
    private readonly float[] values;

    /// <summary>Creates values, as a test of code that reads answers needs them.</summary>
    /// <param name="labels">The labels; each once.</param>
    /// <param name="values">As many values.</param>
    /// <exception cref="ArgumentException">A label is there twice, or the numbers of labels and values differ.</exception>
    public LabelledValues(IReadOnlyList<string> labels, IReadOnlyList<float> values)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(values);
        if (labels.Count != values.Count)
            throw new ArgumentException($"There are {labels.Count} labels and {values.Count} values.", nameof(values));
        this.labels = new LabelIndex(labels);
        this.values = [.. values];
    }

    internal LabelledValues(LabelIndex labels, float[] values)
    {
        this.labels = labels;
        this.values = values;
    }

    /// <inheritdoc/>
    public int Count => values.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => labels.Names;

    /// <inheritdoc/>
    public IEnumerable<float> Values => values;

    /// <summary>The values alone, in the model's order of labels.</summary>
    public ReadOnlySpan<float> AsSpan() => values;

    /// <inheritdoc/>
    public float this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The model has no label '{key}'.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => labels.Positions.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out float value)
    {
        var found = labels.Positions.TryGetValue(key, out var position);
        value = found ? values[position] : 0;
        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, float>> GetEnumerator()
    {
        for (var i = 0; i < values.Length; i++)
            yield return KeyValuePair.Create(labels.Names[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The labels of a model with their positions: made once, shared by every answer.</summary>
internal sealed class LabelIndex
{
    public LabelIndex(IReadOnlyList<string> names)
    {
        Names = names;
        for (var i = 0; i < names.Count; i++)
            Positions.Add(names[i], i);
    }

    public IReadOnlyList<string> Names { get; }

    public Dictionary<string, int> Positions { get; } = new(StringComparer.Ordinal);
}
