using System.Text.Json.Nodes;

namespace ClothesClassification.EndToEnd.Batches;

/// <summary>The state machine as it would be deployed, against the rules of its language; nothing of it runs here.</summary>
[Collection(typeof(SharedBatch))]
public sealed class StateMachineTests(AppliedBatch batch)
{
    private static readonly JsonNode Simple = JsonNode.Parse(
        """
        {"StartAt": "Call", "States": {
          "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Enough"},
          "Enough": {"Type": "Choice", "Choices": [{"Variable": "$.left", "IsPresent": true, "Next": "Call"}], "Default": "Done"},
          "Done": {"Type": "Succeed"}}}
        """
    )!;

    [Fact]
    public async Task Definition_keeps_the_rules_of_the_language() =>
        Assert.Empty(await StatesLanguage.BreachesAsync(await batch.PlannedAsync()));

    [Fact]
    public async Task Batches_are_of_a_hundred_EXPRESS_and_five_at_once()
    {
        var maps = Maps(await batch.PlannedAsync());

        Assert.Equal(3, maps.Count);
        Assert.All(
            maps,
            map =>
            {
                Assert.Equal(5, (int)map["MaxConcurrency"]!);
                Assert.Equal(100, (int)map["ItemBatcher"]!["MaxItemsPerBatch"]!);
                Assert.Equal("EXPRESS", (string?)map["ItemProcessor"]!["ProcessorConfig"]!["ExecutionType"]);
            }
        );
    }

    [Theory]
    [InlineData("Call", "Next", "\"Nowhere\"", "There is no state Nowhere.")]
    [InlineData("Enough", "Default", "\"Call\"", "Done is never reached.")]
    [InlineData("Enough", "Default", "\"Call\"", "Nothing that begins with Call ends.")]
    [InlineData("Call", "Retry", "[{\"ErrorEquals\": [\"States.ALL\", \"X\"]}]", "Call: States.ALL has to be alone")]
    [InlineData("Call", "Retry", "[{\"ErrorEquals\": [\"X\"], \"MaxDelaySeconds\": 1}]", "Call: MaxDelaySeconds")]
    [InlineData("Call", "Retry", "[{\"ErrorEquals\": []}]", "Retry")]
    [InlineData("Call", "Parameters", "{\"a\": [{\"b.$\": \"left\"}]}", "b.$ is \"left\"")]
    [InlineData("Call", "End", "true", "NotOneOf")]
    [InlineData("Call", "Resource", "null", "Resource")]
    [InlineData("Done", "Next", "\"Call\"", "NoAdditionalPropertiesAllowed")]
    [InlineData("Enough", "Choices", "[{\"Variable\": \"$.left\", \"Next\": \"Call\"}]", "Choices")]
    public async Task Broken_rule_is_noticed(string state, string field, string value, string breach)
    {
        var definition = Simple.DeepClone();
        Assert.Empty(await StatesLanguage.BreachesAsync(definition));

        definition["States"]![state]![field] = JsonNode.Parse(value);

        Assert.Contains(
            await StatesLanguage.BreachesAsync(definition),
            text => text.Contains(breach, StringComparison.Ordinal)
        );
    }

    internal static IReadOnlyList<JsonNode> Maps(JsonNode definition) =>
        [
            .. definition["States"]!
                .AsObject()
                .Select(state => state.Value!)
                .Where(state => (string?)state["Type"] == "Map"),
        ];
}
