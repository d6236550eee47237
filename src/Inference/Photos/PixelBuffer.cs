using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Photos;

/// <summary>
/// Native memory for one decoded picture, reused from photo to photo. Native, because it is handed to the decoder as an
/// address, and because large arrays would stay in the large object heap long after the one large photo.
/// </summary>
internal sealed unsafe class PixelBuffer : IDisposable
{
    /// <summary>What is kept between photos: a 4-megapixel picture.</summary>
    private const nuint KeptBytes = 16 << 20;

    private void* memory;
    private nuint capacity;

    ~PixelBuffer() => Free();

    public nint Address => (nint)memory;

    /// <summary>Makes room for <paramref name="bytes"/>; what was in the buffer is lost.</summary>
    public Span<byte> Reserve(int bytes)
    {
        if ((nuint)bytes > capacity)
        {
            Free();
            memory = NativeMemory.AlignedAlloc((nuint)bytes, 64);
            capacity = (nuint)bytes;
        }

        return new Span<byte>(memory, bytes);
    }

    /// <summary>Gives back what is more than most photos need.</summary>
    public void Trim()
    {
        if (capacity > KeptBytes)
            Free();
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
        capacity = 0;
    }
}
