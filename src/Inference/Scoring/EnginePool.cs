using System.Collections.Concurrent;

namespace ClothesClassification.Inference.Scoring;

/// <summary>
/// Lends engines, one caller each, and makes callers wait while all are lent: memory is bounded by the number of engines, not
/// by the number of callers. Engines are made when first needed; the one returned last is lent first, as its buffers are
/// still in the processor's cache.
/// </summary>
/// <param name="capacity">Engines, at most.</param>
/// <param name="create">Makes one.</param>
/// <param name="owner">The type that a caller finds disposed.</param>
internal sealed class EnginePool(int capacity, Func<ClassifierEngine> create, Type owner) : IDisposable
{
    private readonly SemaphoreSlim free = new(capacity, capacity);
    private readonly ConcurrentStack<ClassifierEngine> idle = new();
    private volatile bool disposed;

    public int Capacity => capacity;

    public Lease Rent()
    {
        ObjectDisposedException.ThrowIf(disposed, owner);
        free.Wait();
        return Take();
    }

    public async ValueTask<Lease> RentAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, owner);
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Take();
    }

    /// <summary>Waits for the photos being classified, then disposes every engine.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        for (var i = 0; i < capacity; i++)
            free.Wait();
        while (idle.TryPop(out var engine))
            engine.Dispose();
        // Callers that were already waiting find the pool disposed instead of waiting for ever.
        free.Release(capacity);
    }

    private Lease Take()
    {
        try
        {
            ObjectDisposedException.ThrowIf(disposed, owner);
            return new Lease(this, idle.TryPop(out var engine) ? engine : create());
        }
        catch
        {
            free.Release();
            throw;
        }
    }

    private void Return(ClassifierEngine engine)
    {
        idle.Push(engine);
        free.Release();
    }

    /// <summary>An engine on loan; disposing returns it.</summary>
    internal readonly struct Lease(EnginePool pool, ClassifierEngine engine) : IDisposable
    {
        public ClassifierEngine Engine => engine;

        public void Dispose() => pool.Return(engine);
    }
}
