using System.Buffers;

namespace ClothesClassification.Inference.Photos;

/// <summary>
/// The bytes of an encoded photo. Disposing gives a rented array back, once; without it the array is left to the garbage collector.
/// </summary>
internal readonly struct PhotoBytes(ReadOnlyMemory<byte> memory, byte[]? rented = null) : IDisposable
{
    public ReadOnlyMemory<byte> Memory { get; } = memory;

    public void Dispose()
    {
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }
}
