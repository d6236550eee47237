using System.Text.Json;

namespace ClothesClassification.LambdaHost.Events;

/// <summary>
/// Reads the value behind a property name. AWS gives null for what there is none of, so null is taken everywhere, and a
/// value of another type counts as none: the host must not fail over a member that it only looks at.
/// </summary>
internal static class EventValues
{
    public static string? Text(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
            return json.GetString();
        json.Skip();
        return null;
    }

    public static bool Flag(ref Utf8JsonReader json)
    {
        json.Read();
        var value = json.TokenType == JsonTokenType.True;
        json.Skip();
        return value;
    }

    /// <summary>Enters an object; skips anything else.</summary>
    public static bool StartsObject(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.StartObject)
            return true;
        json.Skip();
        return false;
    }

    public static void Skip(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    public static Dictionary<string, string>? Map(ref Utf8JsonReader json, StringComparer names)
    {
        if (!StartsObject(ref json))
            return null;
        var map = new Dictionary<string, string>(names);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (Text(ref json) is { } value)
                map[name] = value;
        }

        return map;
    }

    public static Dictionary<string, IList<string>>? MultiMap(ref Utf8JsonReader json, StringComparer names)
    {
        if (!StartsObject(ref json))
            return null;
        var map = new Dictionary<string, IList<string>>(names);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.StartArray)
            {
                json.Skip();
                continue;
            }

            var values = new List<string>(1);
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (json.TokenType == JsonTokenType.String)
                    values.Add(json.GetString()!);
                else
                    json.Skip();
            }

            map[name] = values;
        }

        return map;
    }
}
