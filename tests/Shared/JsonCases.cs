using System.Text.Json.Nodes;

namespace ClothesClassification.Tests;

/// <summary>Cases of one JSON document: a field at a path such as <c>files/0/bytes</c>, and a value for it.</summary>
internal static class JsonCases
{
    /// <summary>In place of a value: the field is removed.</summary>
    public const string Remove = "remove";

    /// <summary>Lines of a field and its values, <c>files/0/bytes -1 | null</c>: each value is a case.</summary>
    public static TheoryData<string, string> Table(string lines)
    {
        var table = new TheoryData<string, string>();
        foreach (var line in lines.Split('\n'))
        {
            var field = line[..line.IndexOf(' ', StringComparison.Ordinal)];
            foreach (var value in line[field.Length..].Split(" | "))
                table.Add(field, value.Trim());
        }

        return table;
    }

    /// <summary>The document with a case's value.</summary>
    public static string Change(string document, string field, string json)
    {
        var root = JsonNode.Parse(document)!;
        Change(root, field, json);
        return root.ToJsonString();
    }

    /// <summary>Sets a field to a value in JSON, or removes it.</summary>
    public static void Change(JsonNode root, string field, string json)
    {
        var steps = field.Split('/');
        var parent = steps[..^1]
            .Aggregate(root, (node, step) => int.TryParse(step, out var i) ? node[i]! : node[step]!);
        if (json == Remove)
            Assert.True(parent.AsObject().Remove(steps[^1]), $"The document has no {field}.");
        else if (int.TryParse(steps[^1], out var index))
            parent[index] = JsonNode.Parse(json);
        else
            parent[steps[^1]] = JsonNode.Parse(json);
    }
}
