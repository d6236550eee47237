using Microsoft.AspNetCore.WebUtilities;

namespace ClothesClassification.LocalGateway.Requests;

/// <summary>Parses a query string: names are case-sensitive and may repeat; a parameter without a value has an empty one.</summary>
internal static class QueryParameters
{
    public static IReadOnlyList<(string Name, string Value)> Parse(string query)
    {
        List<(string, string)> parameters = [];
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (!pair.EncodedName.IsEmpty)
                parameters.Add((pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        }

        return parameters;
    }
}
