using ClothesClassification.EndToEnd.Applied;
using static ClothesClassification.EndToEnd.Policy.Rule;

namespace ClothesClassification.EndToEnd.Policy;

internal static class BatchRules
{
    private const string Machine = "aws_sfn_state_machine";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Each(
            "CKV_AWS_284",
            "state machines are traced",
            Machine,
            machine => machine.After.Flag("tracing_configuration.enabled")
        ),
        Each(
            "CKV_AWS_285",
            "executions are logged",
            Machine,
            machine => machine.After.Text("logging_configuration.level") is "ERROR" or "ALL" or "FATAL"
        ),
    ];
}
