using System.Net;
using System.Net.Sockets;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>Tells the addresses that a public web server can have from all others.</summary>
internal static class AddressPolicy
{
    /// <summary>Why the address is not public, for the log; null where it is.</summary>
    public static string? Refusal(IPAddress address)
    {
        address = Unmap(address);
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return Find(SpecialPurposeIPv4.Ranges, address);
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return "not an IP address";
        // A scope names an interface of this machine, and only local addresses have one.
        if (address.ScopeId != 0)
            return "address with a scope";
        return Find(SpecialPurposeIPv6.Ranges, address)
            ?? (SpecialPurposeIPv6.GlobalUnicast.Contains(address) ? null : "not global unicast, RFC 4291");
    }

    /// <summary>
    /// The IPv4 address of an IPv4-mapped one (::ffff:a.b.c.d), which is what the operating system connects to; any other
    /// as it is.
    /// </summary>
    public static IPAddress Unmap(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static string? Find((IPNetwork Network, string Purpose)[] ranges, IPAddress address)
    {
        foreach (var (network, purpose) in ranges)
        {
            if (network.Contains(address))
                return $"{network} is {purpose}";
        }

        return null;
    }
}
