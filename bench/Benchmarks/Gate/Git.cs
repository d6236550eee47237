using System.Diagnostics;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>Questions to git about a repository.</summary>
/// <param name="folder">The work tree.</param>
internal sealed class Git(string folder)
{
    /// <summary>Runs git.</summary>
    /// <returns>What it wrote; null if it failed, or if there is no git.</returns>
    public string? Run(params string[] arguments) => Command.Run("git", ["-C", folder, .. arguments]).Output;

    /// <summary>The commit of that name; null if there is none.</summary>
    public string? Commit(string name) => Run("rev-parse", "--verify", "--quiet", $"{name}^{{commit}}");

    /// <summary>Whether all that leads to one commit leads to the other, too.</summary>
    public bool IsAncestor(string commit, string of) => Run("merge-base", "--is-ancestor", commit, of) is not null;
}

/// <summary>Other programs.</summary>
internal static class Command
{
    /// <returns>What it wrote if it succeeded, else why it did not.</returns>
    public static (string? Output, string Error) Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? (output, "") : (null, $"{output}\n{errors.GetAwaiter().GetResult()}".Trim());
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (null, e.Message);
        }
    }
}
