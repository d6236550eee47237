using System.Collections.Concurrent;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// Lends slots, one caller each, and makes callers wait when all are lent: memory is bounded by the number of slots, not
/// by the number of callers. Slots are made when first needed; the one given back last is lent first, as its buffers are
/// still in the processor's cache.
/// </summary>
internal sealed class SlotPool(int capacity, Func<ClassifierSlot> create) : IDisposable
{
    private readonly SemaphoreSlim free = new(capacity, capacity);
    private readonly ConcurrentStack<ClassifierSlot> idle = new();
    private volatile bool disposed;

    public int Capacity => capacity;

    public Lease Rent(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(ImageClassifier));
        free.Wait(cancellationToken);
        return Take();
    }

    public async ValueTask<Lease> RentAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(ImageClassifier));
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Take();
    }

    /// <summary>Waits for the photos at work, then disposes of every slot.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        for (var i = 0; i < capacity; i++)
            free.Wait();
        while (idle.TryPop(out var slot))
            slot.Dispose();
        // Callers that were already waiting find the pool disposed instead of waiting for ever.
        free.Release(capacity);
    }

    private Lease Take()
    {
        try
        {
            ObjectDisposedException.ThrowIf(disposed, typeof(ImageClassifier));
            return new Lease(this, idle.TryPop(out var slot) ? slot : create());
        }
        catch
        {
            free.Release();
            throw;
        }
    }

    private void Return(ClassifierSlot slot)
    {
        idle.Push(slot);
        free.Release();
    }

    /// <summary>A slot on loan; disposing gives it back.</summary>
    internal readonly struct Lease(SlotPool pool, ClassifierSlot slot) : IDisposable
    {
        public ClassifierSlot Slot => slot;

        public void Dispose() => pool.Return(slot);
    }
}
