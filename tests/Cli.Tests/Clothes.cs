namespace ClothesClassification.Cli.Tests;

/// <summary>Runs the real program.</summary>
internal static class Clothes
{
    public static string Program { get; } = BuildOutput.Program("Cli");

    public static ProcessResult Run(params string[] arguments) => Start(arguments).End();

    public static ProcessResult RunWithInput(byte[] input, params string[] arguments) =>
        Start([], arguments, input).End();

    public static ProcessResult RunWith(Dictionary<string, string> environment, params string[] arguments) =>
        Start(environment, arguments).End();

    public static RunningProcess Start(params string[] arguments) => Start([], arguments);

    private static RunningProcess Start(
        Dictionary<string, string> environment,
        string[] arguments,
        byte[]? input = null
    ) =>
        RunningProcess.StartProject(
            "Cli",
            arguments,
            environment:
            [
                new("CLOTHES_API_KEY", null),
                .. environment.Select(variable => KeyValuePair.Create<string, string?>(variable.Key, variable.Value)),
            ],
            input: input
        );
}
