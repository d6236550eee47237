using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClothesClassification.LocalGateway.Http;

/// <summary>Reads bodies up to a limit for each, and another for all that are held at once.</summary>
internal sealed class BodyReader
{
    /// <summary>What a caller is told where there is no room for its body.</summary>
    public const string Full = "The bodies of the requests in progress take up all memory for bodies.";

    private long held;

    /// <summary>Reserves memory for a body until the result is disposed.</summary>
    /// <param name="length">Its length; null: not known, so that it may have as many bytes as a request can have.</param>
    /// <returns>Null where all memory for bodies is taken.</returns>
    public Reservation? TryReserve(long? length)
    {
        var bytes = length ?? PayloadLimits.Request;
        if (Interlocked.Add(ref held, bytes) <= PayloadLimits.AllBodies)
            return new Reservation(this, bytes);
        Interlocked.Add(ref held, -bytes);
        return null;
    }

    /// <summary>Length that a body is said to have; null: not known.</summary>
    public static long? LengthOf(HttpContext context) =>
        context.Request.ContentLength
        ?? (context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody ? null : 0);

    /// <returns>Null where the body is longer.</returns>
    public static async ValueTask<byte[]?> ReadAsync(
        HttpRequest request,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        if (request.ContentLength is { } announced)
        {
            if (announced > maxBytes)
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
            if (buffer.WrittenCount > maxBytes)
                return null;
        }
    }

    /// <summary>Memory for one body.</summary>
    public sealed class Reservation(BodyReader reader, long bytes) : IDisposable
    {
        public void Dispose() => Interlocked.Add(ref reader.held, -bytes);
    }
}
