namespace ClothesClassification.LocalGateway.Routing;

/// <summary>The path of a resource, such as <c>/photos/{id}</c> or <c>/{proxy+}</c>.</summary>
internal sealed class ResourcePath
{
    private readonly Segment[] segments;

    public ResourcePath(string path) => segments = Split(path).Select(Parse).ToArray();

    /// <summary>Path parameters, decoded; null where the path is another one's.</summary>
    /// <param name="path">Path of a request without the stage, as sent.</param>
    public Dictionary<string, string>? Match(string path)
    {
        var texts = Split(path);
        if (texts.Length < segments.Length)
            return null;
        if (texts.Length > segments.Length && !(segments.Length > 0 && segments[^1].Kind == SegmentKind.Greedy))
            return null;
        Dictionary<string, string> parameters = [];
        for (var i = 0; i < segments.Length; i++)
        {
            var (kind, text) = segments[i];
            if (kind == SegmentKind.Literal && Uri.UnescapeDataString(texts[i]) != text)
                return null;
            if (kind == SegmentKind.Parameter)
                parameters[text] = Uri.UnescapeDataString(texts[i]);
            if (kind == SegmentKind.Greedy)
                parameters[text] = Uri.UnescapeDataString(string.Join('/', texts[i..]));
        }

        return parameters;
    }

    /// <summary>Negative where this path wins over the other: at the first difference text before parameter before rest.</summary>
    public int CompareTo(ResourcePath other)
    {
        for (var i = 0; i < Math.Min(segments.Length, other.segments.Length); i++)
        {
            var order = segments[i].Kind.CompareTo(other.segments[i].Kind);
            if (order != 0)
                return order;
        }

        return other.segments.Length - segments.Length;
    }

    // A slash at the end counts for nothing.
    private static string[] Split(string path)
    {
        var trimmed = path.Length > 1 && path.EndsWith('/') ? path[1..^1] : path[1..];
        return trimmed.Length == 0 ? [] : trimmed.Split('/');
    }

    private static Segment Parse(string text)
    {
        if (text.StartsWith('{') && text.EndsWith("+}", StringComparison.Ordinal))
            return new Segment(SegmentKind.Greedy, text[1..^2]);
        return text.StartsWith('{') && text.EndsWith('}')
            ? new Segment(SegmentKind.Parameter, text[1..^1])
            : new Segment(SegmentKind.Literal, text);
    }

    private enum SegmentKind
    {
        Literal,
        Parameter,
        Greedy,
    }

    private readonly record struct Segment(SegmentKind Kind, string Text);
}
