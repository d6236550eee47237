namespace ClothesClassification.LocalGateway.Events;

/// <summary>Parses a query string: a name may come several times; a value may be absent, which is an empty text.</summary>
internal static class QueryParameters
{
    public static IReadOnlyList<(string Name, string Value)> Parse(string query)
    {
        if (query.Length == 0)
            return [];
        List<(string, string)> parameters = [];
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? part : part[..equals]);
            if (name.Length > 0)
                parameters.Add((name, equals < 0 ? "" : Decode(part[(equals + 1)..])));
        }

        return parameters;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
