using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClothesClassification.EndToEnd.Tools;

namespace ClothesClassification.EndToEnd.Batches;

/// <summary>
/// The state machine as the emulator takes it: it knows no ItemBatcher, no EXPRESS children and no inventories. A child then gets
/// the envelope that an ItemBatcher would make of one photo from its ItemSelector.
/// </summary>
internal static partial class EmulatedDefinition
{
    /// <summary>Names of all fields that differ from what is deployed.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["ExecutionType", "InputType", "ItemBatcher", "ItemSelector"];

    /// <summary>Edits the definition in a copy of terraform/.</summary>
    public static void WriteTo(Terraform terraform)
    {
        var file = Path.Combine(terraform.Root, "modules", "batch", "definition.tf");
        var text = File.ReadAllText(file);
        text = Replace(text, ChildType(), "ExecutionType = \"STANDARD\"");
        text = Replace(text, Inventory(), "InputType = \"JSON\"");
        text = Replace(
            text,
            Batcher(),
            "ItemSelector = { Items = [try(source.item.ItemSelector, { \"Key.$\" = \"$$.Map.Item.Value.Key\" })], BatchInput = source.batch_inputs }"
        );
        File.WriteAllText(file, text);
    }

    /// <summary>Names of fields that are not the same in both, wherever they are.</summary>
    public static IEnumerable<string> Differences(JsonNode? one, JsonNode? other, string field = "")
    {
        if (one is JsonObject first && other is JsonObject second && !Fields.Contains(field))
            return first
                .Select(member => member.Key)
                .Union(second.Select(member => member.Key))
                .SelectMany(name => Differences(first[name], second[name], name));
        return JsonNode.DeepEquals(one, other) ? [] : [field];
    }

    private static string Replace(string text, Regex what, string by)
    {
        Assert.Single(what.Matches(text));
        return what.Replace(text, by.Replace("$", "$$", StringComparison.Ordinal));
    }

    [GeneratedRegex("ExecutionType = local\\.child_type")]
    private static partial Regex ChildType();

    [GeneratedRegex("InputType = \"MANIFEST\"")]
    private static partial Regex Inventory();

    [GeneratedRegex(@"ItemBatcher = \{\n(      .*\n)*    \}")]
    private static partial Regex Batcher();
}
