using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Tests.Processes;

/// <summary>
/// Memory between two pages that may not be touched: reading or writing one byte past the guarded edge ends the process.
/// Linux only, on x64 and arm64.
/// </summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int ProtectNone = 0;
    private const int ProtectReadWrite = 1 | 2;
    private const int MapPrivateAnonymous = 0x02 | 0x20;
    private const string LinuxOnly = "Guard pages are only set up on Linux.";

    private readonly byte* mapping;
    private readonly nuint mapped;
    private readonly byte* start;
    private readonly int length;

    /// <param name="length">Bytes.</param>
    /// <param name="atEnd">Whether the last byte lies at the guard, or the first.</param>
    public GuardedMemory(int length, bool atEnd)
    {
        var page = Environment.SystemPageSize;
        var inside = (length + page - 1) / page * page;
        mapped = (nuint)(inside + (2 * page));
        mapping = (byte*)Map(null, mapped, ProtectNone, MapPrivateAnonymous, -1, 0);
        if ((nint)mapping == -1 || Protect(mapping + page, (nuint)inside, ProtectReadWrite) != 0)
            throw new InvalidOperationException($"No guarded memory: errno {Marshal.GetLastPInvokeError()}.");
        start = mapping + page + (atEnd ? inside - length : 0);
        this.length = length;
    }

    public Span<byte> Span => new(start, length);

    /// <summary>Skips the test on other systems.</summary>
    public static void Require() => Assert.SkipUnless(OperatingSystem.IsLinux(), LinuxOnly);

    /// <summary>A guarded copy.</summary>
    public static GuardedMemory Of(ReadOnlySpan<byte> bytes, bool atEnd)
    {
        var memory = new GuardedMemory(bytes.Length, atEnd);
        bytes.CopyTo(memory.Span);
        return memory;
    }

    /// <summary>Reads a byte without asking whether it is inside.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public byte ReadAt(int index) => Volatile.Read(ref start[index]);

    public void Dispose() => _ = Unmap(mapping, mapped);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);
}
