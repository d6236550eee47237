using System.Runtime.InteropServices;

namespace ClothesClassification.LambdaHost;

/// <summary>The heap of native code, ONNX Runtime's above all.</summary>
internal static partial class NativeHeap
{
    // malloc.h of glibc.
    private const int ArenaMax = -8;

    /// <summary>
    /// Lets all threads allocate from one heap. glibc gives a further thread a heap of its own, which grows by a system
    /// call for each page: two thousand of them while a model is loaded (docs/cold-start.md).
    /// </summary>
    public static void UseOne()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = SetOption(ArenaMax, 1);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, which has one heap anyway.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);
}
