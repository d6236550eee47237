using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Requests;

/// <summary>Reads bodies, each up to a limit, and all that are held at once up to another.</summary>
internal sealed class BodyReader
{
    private long held;

    /// <summary>Bytes that are left for further bodies.</summary>
    public bool HasRoom(long? announced) =>
        Interlocked.Read(ref held) + (announced ?? PayloadLimits.Request) <= PayloadLimits.AllBodies;

    /// <summary>Counts a body until the result is disposed.</summary>
    public Holding Hold(int bytes)
    {
        Interlocked.Add(ref held, bytes);
        return new Holding(this, bytes);
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

    public readonly struct Holding(BodyReader reader, int bytes) : IDisposable
    {
        public void Dispose() => Interlocked.Add(ref reader.held, -bytes);
    }
}
