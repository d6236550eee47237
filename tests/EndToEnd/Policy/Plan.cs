using System.Text.Json;
using ClothesClassification.EndToEnd.Applied;

namespace ClothesClassification.EndToEnd.Policy;

/// <summary>A plan as `terraform show -json` gives it: what would be there after an apply.</summary>
internal sealed class Plan(JsonElement json)
{
    private readonly List<PlannedResource> resources =
    [
        .. json.Elements("resource_changes")
            .Where(change => change.Text("mode") == "managed")
            .Select(change => new PlannedResource(
                change.Text("address")!,
                change.Text("type")!,
                change.Member("change.after"),
                change.Member("change.after_unknown")
            )),
    ];

    /// <summary>Value of an output of the root module; undefined where only the apply tells it.</summary>
    public JsonElement Output(string name) => json.Member("planned_values.outputs").GetProperty(name).Member("value");

    public IEnumerable<string> Types => resources.Select(resource => resource.Type).Distinct();

    public IEnumerable<PlannedResource> Of(string type) => resources.Where(resource => resource.Type == type);

    /// <summary>Any block of the configuration, in whatever module, whose type is this, with its expressions.</summary>
    public IEnumerable<JsonElement> Configured(string type) =>
        Configured(json.Member("configuration.root_module")).Where(resource => resource.Text("type") == type);

    private static IEnumerable<JsonElement> Configured(JsonElement module) =>
        module
            .Elements("resources")
            .Concat(module.Members("module_calls").SelectMany(call => Configured(call.Value.Member("module"))));
}

/// <param name="After">Values that are known.</param>
/// <param name="Unknown">True in the place of each value that only the apply tells.</param>
internal sealed record PlannedResource(string Address, string Type, JsonElement After, JsonElement Unknown)
{
    /// <summary>Whether the argument is given, be it known or not: unknown is not absent.</summary>
    public bool Has(string name) =>
        After.Member(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)
            && !IsEmpty(After.Member(name))
        || Unknown.Flag(name);

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0
        || value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0;
}
