using System.Diagnostics;

namespace ClothesClassification.EndToEnd.Tools;

/// <summary>Runs a program to its end, or kills it.</summary>
internal static class Command
{
    /// <param name="environment">Variables to set, or with null to unset, beside those of this process.</param>
    public static async Task<CommandResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        TimeSpan patience
    )
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            info.Environment[name] = value;

        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(patience);
        try
        {
            await process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {patience}.");
        }

        return new CommandResult(
            $"{program} {string.Join(' ', info.ArgumentList)}",
            process.ExitCode,
            await output,
            await error
        );
    }
}

/// <summary>What a program left behind.</summary>
internal sealed record CommandResult(string Line, int ExitCode, string Output, string Error)
{
    /// <summary>The result, if the exit code is 0; fails the test with what the program said otherwise.</summary>
    public CommandResult OrFail()
    {
        if (ExitCode != 0)
            Assert.Fail($"{Line} ended with exit code {ExitCode}.\n{Tail(Output)}\n{Tail(Error)}");
        return this;
    }

    private static string Tail(string text) => text.Length <= 6000 ? text : "..." + text[^6000..];
}
