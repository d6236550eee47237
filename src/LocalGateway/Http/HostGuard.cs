using System.Net;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Http;

/// <summary>
/// Refuses what a web page makes a browser send: a name that its owner points to this machine (DNS rebinding), and requests
/// from pages of other origins to endpoints that are for the gateway's own page or for no browser.
/// </summary>
internal static class HostGuard
{
    public static bool IsOwnHost(HttpRequest request, IPAddress listening)
    {
        var host = request.Host.Host.TrimStart('[').TrimEnd(']');
        if (IPAddress.TryParse(host, out var address))
            return IPAddress.IsLoopback(address) || !IPAddress.IsLoopback(listening);
        if (
            host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        )
            return true;
        return !IPAddress.IsLoopback(listening) && host.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a request came from no page, or from one of this gateway.</summary>
    public static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site is not ("same-origin" or "none"))
            return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    public static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } remote
        || IPAddress.IsLoopback(remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote);
}
