namespace ClothesClassification.Cli.Tests;

/// <summary>Runs the real program.</summary>
internal static class Clothes
{
    public static string Program { get; } = BuildOutput.Program("Cli");

    public static ProcessResult Run(params string[] arguments) => Start(arguments).End();

    public static ProcessResult RunWithInput(byte[] input, params string[] arguments) =>
        Start([], arguments, input: input).End();

    public static ProcessResult RunWith(Dictionary<string, string> environment, params string[] arguments) =>
        Start(environment, arguments).End();

    public static ProcessResult RunIn(string folder, params string[] arguments) => StartIn(folder, arguments).End();

    /// <summary>Runs the program with a redirection of the shell, such as <c>2&gt;&amp;-</c>.</summary>
    public static ProcessResult RunRedirected(string redirection, params string[] arguments) =>
        RunningProcess
            .Start("sh", ["-c", $"exec \"$@\" {redirection}", "sh", "dotnet", BuildOutput.Program("Cli"), .. arguments])
            .End();

    /// <summary>Starts the program with a standard input that does not end.</summary>
    public static RunningProcess Start(params string[] arguments) => Start([], arguments, inputStaysOpen: true);

    public static RunningProcess StartIn(string folder, params string[] arguments) =>
        Start([], arguments, folder, inputStaysOpen: true);

    private static RunningProcess Start(
        Dictionary<string, string> environment,
        string[] arguments,
        string? folder = null,
        byte[]? input = null,
        bool inputStaysOpen = false
    ) =>
        RunningProcess.StartProject(
            "Cli",
            arguments,
            folder,
            [
                new("CLOTHES_API_KEY", null),
                .. environment.Select(variable => KeyValuePair.Create<string, string?>(variable.Key, variable.Value)),
            ],
            input,
            inputStaysOpen
        );
}
