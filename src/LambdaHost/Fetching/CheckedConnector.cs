using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>
/// Resolves a host, checks every address, and connects to one of exactly those. Nothing resolves the name a second time,
/// so a name server that changes its answer in between (DNS rebinding) gains nothing.
/// </summary>
internal sealed class CheckedConnector(FetchOptions options, Resolve resolve, Connect connect)
{
    /// <summary>Addresses tried, at most: a name may have thousands.</summary>
    private const int MaxAttempts = 4;

    /// <summary>A connection to the host; the token ends it after the connect timeout.</summary>
    /// <exception cref="FetchException">An address is not allowed, or none could be connected to.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var host = target.Host.Trim('[', ']');
        var addresses = await ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        // One forbidden answer among public ones is an attack, or a mistake that the next lookup would turn into one.
        foreach (var address in addresses)
            Check(host, address, target.Port);
        return await ConnectToOneAsync(host, addresses, target.Port, started, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [AddressPolicy.Unmap(literal)];
        try
        {
            // The operating system's lookup cannot be interrupted everywhere; the wait for it can.
            var lookup = resolve(host, cancellationToken);
            var answers = await lookup.WaitAsync(cancellationToken).ConfigureAwait(false);
            return answers.Length > 0
                ? Array.ConvertAll(answers, AddressPolicy.Unmap)
                : throw FetchErrors.NameNotFound(host, null);
        }
        catch (SocketException e)
            when (e.SocketErrorCode
                    is SocketError.HostNotFound
                        or SocketError.NoData
                        or SocketError.AddressFamilyNotSupported
            )
        {
            throw FetchErrors.NameNotFound(host, e);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw FetchErrors.NameLookupFailed(host, e);
        }
    }

    private void Check(string host, IPAddress address, int port)
    {
        if (options.RuntimeApi?.IsAt(host, address, port) == true)
            throw FetchErrors.AddressNotAllowed(host, address, port, "the Lambda Runtime API");
        if (AddressPolicy.Refusal(address) is { } reason)
        {
            if (options.AllowLoopback && IPAddress.IsLoopback(address))
                return;
            throw FetchErrors.AddressNotAllowed(host, address, port, reason);
        }

        // Where loopback is allowed other ports pass the check of the URL; they are for loopback only.
        if (!options.AllowedPorts.Contains(port))
            throw FetchErrors.PortNotAllowed(port, options.AllowedPorts);
    }

    private async Task<Stream> ConnectToOneAsync(
        string host,
        IPAddress[] addresses,
        int port,
        long started,
        CancellationToken cancellationToken
    )
    {
        var attempts = Math.Min(addresses.Length, MaxAttempts);
        var failures = new List<string>(attempts);
        var refused = 0;
        var timedOut = 0;
        for (var i = 0; i < attempts; i++)
        {
            var endpoint = new IPEndPoint(addresses[i], port);
            // Each attempt gets its share of the time left, so that a dead first address does not use up all of it.
            var left = options.ConnectTimeout - Stopwatch.GetElapsedTime(started);
            using var share = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            share.CancelAfter(left > TimeSpan.Zero ? left / (attempts - i) : TimeSpan.Zero);
            try
            {
                return await connect(endpoint, share.Token).ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                failures.Add($"{endpoint} {e.SocketErrorCode}");
                refused += e.SocketErrorCode == SocketError.ConnectionRefused ? 1 : 0;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add($"{endpoint} no answer");
                timedOut++;
            }
        }

        var tried = string.Join(", ", failures);
        throw timedOut > 0 ? FetchErrors.ConnectTimeout(host, tried)
        : refused == attempts ? FetchErrors.ConnectionRefused(host, tried)
        : FetchErrors.ConnectionFailed(host, tried);
    }
}
