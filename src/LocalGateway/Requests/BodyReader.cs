using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Requests;

/// <summary>Reads bodies, each up to a limit, and all that are held at once up to another.</summary>
internal sealed class BodyReader
{
    private long held;

    /// <summary>Keeps room for a body until the result is disposed.</summary>
    /// <param name="announced">Its Content-Length; null: it may have as many bytes as a request can have.</param>
    /// <returns>Null where there is no room.</returns>
    public Room? TryReserve(long? announced)
    {
        var bytes = announced ?? PayloadLimits.Request;
        if (Interlocked.Add(ref held, bytes) <= PayloadLimits.AllBodies)
            return new Room(this, bytes);
        Interlocked.Add(ref held, -bytes);
        return null;
    }

    /// <returns>Null where the body has more bytes than that.</returns>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength is { } announced)
        {
            if (announced > most)
                return null;
            var exact = new byte[announced];
            await request.Body.ReadExactlyAsync(exact, cancellationToken).ConfigureAwait(false);
            return exact;
        }

        var buffer = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await request
                .Body.ReadAsync(buffer.GetMemory(16 * 1024), cancellationToken)
                .ConfigureAwait(false);
            if (read == 0)
                return buffer.WrittenSpan.ToArray();
            buffer.Advance(read);
            if (buffer.WrittenCount > most)
                return null;
        }
    }

    /// <summary>Room for one body.</summary>
    public sealed class Room(BodyReader reader, long bytes) : IDisposable
    {
        public void Dispose() => Interlocked.Add(ref reader.held, -bytes);
    }
}
