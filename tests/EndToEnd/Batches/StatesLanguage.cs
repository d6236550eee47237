using System.Text.Json.Nodes;
using NJsonSchema;

namespace ClothesClassification.EndToEnd.Batches;

/// <summary>
/// The rules of the Amazon States Language, <see href="https://states-language.net/spec.html"/>: what a schema can say, by
/// states-language.schema.json, and what is about several states or fields.
/// </summary>
internal static class StatesLanguage
{
    private static readonly string SchemaFile = Path.Combine(
        SharedData.RepositoryRoot,
        "tests",
        "EndToEnd",
        "Batches",
        "states-language.schema.json"
    );

    /// <summary>A sentence for each rule that a definition breaks.</summary>
    public static async Task<IReadOnlyList<string>> BreachesAsync(JsonNode definition)
    {
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(SchemaFile));
        List<string> breaches = [.. schema.Validate(definition.ToJsonString()).Select(error => $"{error}")];
        if (breaches.Count > 0)
            return breaches;
        List<string> names = [];
        Walk(definition.AsObject(), names, breaches);
        breaches.AddRange(
            names.GroupBy(name => name).Where(g => g.Count() > 1).Select(g => $"{g.Key} is the name of several states.")
        );
        breaches.AddRange(Templates(definition));
        return breaches;
    }

    private static void Walk(JsonObject machine, List<string> names, List<string> breaches)
    {
        var states = machine["States"]!.AsObject();
        names.AddRange(states.Select(state => state.Key));
        HashSet<string> reached = [];
        Stack<string> next = new([(string)machine["StartAt"]!]);
        while (next.TryPop(out var name))
        {
            if (states[name] is not JsonObject state)
                breaches.Add($"There is no state {name}.");
            else if (reached.Add(name))
                foreach (var target in Targets(state))
                    next.Push(target);
        }

        breaches.AddRange(states.Select(s => s.Key).Except(reached).Select(name => $"{name} is never reached."));
        if (!reached.Any(name => IsTerminal(states[name])))
            breaches.Add($"Nothing that begins with {machine["StartAt"]} ends.");
        foreach (var (name, state) in states)
        {
            breaches.AddRange(Retriers(name, state!));
            if (state!["ItemProcessor"] is JsonObject child)
                Walk(child, names, breaches);
        }
    }

    private static bool IsTerminal(JsonNode? state) => state?["End"] is not null || Type(state) is "Succeed" or "Fail";

    private static string? Type(JsonNode? state) => (string?)state?["Type"];

    private static IEnumerable<string> Targets(JsonObject state) =>
        new[] { state["Next"], state["Default"] }
            .Concat(state["Choices"]?.AsArray().Select(choice => choice!["Next"]) ?? [])
            .Concat(state["Catch"]?.AsArray().Select(catcher => catcher!["Next"]) ?? [])
            .OfType<JsonNode>()
            .Select(target => (string)target!);

    private static IEnumerable<string> Retriers(string name, JsonNode state)
    {
        var retriers = state["Retry"]?.AsArray() ?? [];
        for (var i = 0; i < retriers.Count; i++)
        {
            var errors = retriers[i]!["ErrorEquals"]!.AsArray().Select(error => (string)error!).ToList();
            if (errors.Contains("States.ALL") && (errors.Count > 1 || i < retriers.Count - 1))
                yield return $"{name}: States.ALL has to be alone, and last.";
            if ((int?)retriers[i]!["MaxDelaySeconds"] <= ((int?)retriers[i]!["IntervalSeconds"] ?? 1))
                yield return $"{name}: MaxDelaySeconds has to be more than IntervalSeconds.";
        }
    }

    /// <summary>A field whose name ends with .$ is a path or an intrinsic function, and no other field looks like one.</summary>
    private static IEnumerable<string> Templates(JsonNode node) =>
        node switch
        {
            JsonObject parent => parent.SelectMany(member =>
                member.Value is null ? []
                : member.Key.EndsWith(".$", StringComparison.Ordinal) ? Dynamic(member.Key, member.Value)
                : Templates(member.Value)
            ),
            JsonArray array => array.OfType<JsonNode>().SelectMany(Templates),
            _ => [],
        };

    private static IEnumerable<string> Dynamic(string name, JsonNode value)
    {
        var text = value.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)value! : "";
        if (!text.StartsWith('$') && !text.StartsWith("States.", StringComparison.Ordinal))
            yield return $"{name} is {value.ToJsonString()}, and neither a path nor a function.";
    }
}
