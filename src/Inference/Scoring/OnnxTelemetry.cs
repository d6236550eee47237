using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Scoring;

/// <summary>
/// Keeps ONNX Runtime from reporting to its maker. Its builds for Linux and macOS, from 1.29 on, keep a database of events in
/// the home folder and send them over the network, unless this variable is set before the first session is made.
/// </summary>
internal static partial class OnnxTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Switches it off, unless the owner of the process has set the variable.</summary>
    public static void SwitchOff()
    {
        // On Windows events go to the system's own tracing.
        if (OperatingSystem.IsWindows())
            return;
        // .NET's Environment changes a copy, which native code does not see.
        _ = SetVariable(Variable, "1", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
