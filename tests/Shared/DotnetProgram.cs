using System.Diagnostics;

namespace ClothesClassification.Tests;

/// <summary>How a program of the repository is started, to be interrupted as from a terminal.</summary>
internal static class DotnetProgram
{
    /// <param name="arguments">The program's path, then what it is given.</param>
    public static ProcessStartInfo StartInfo(params string[] arguments) =>
        // A shell that starts tests in the background leaves SIGINT ignored to all of its descendants.
        OperatingSystem.IsLinux()
            ? new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", .. arguments])
            : new ProcessStartInfo("dotnet", arguments);
}
