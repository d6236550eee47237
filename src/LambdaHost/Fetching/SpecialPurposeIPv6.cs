using System.Net;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>
/// IPv6 addresses that no public web server has: the IANA IPv6 Special-Purpose Address Registry
/// (https://www.iana.org/assignments/iana-ipv6-special-registry), each entry whole as for <see cref="SpecialPurposeIPv4"/>;
/// multicast; and addresses that other registries or cloud providers set apart. A class of its own, because its table is
/// costly to make (128-bit integers are compiled at run time) and most photos come from IPv4.
/// </summary>
internal static class SpecialPurposeIPv6
{
    /// <summary>IPv6 that is assigned to networks so far; everything outside it is refused without a look at the table.</summary>
    public static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static readonly (IPNetwork Network, string Purpose)[] Ranges =
    [
        // Outside 2000::/3, and so refused anyway: named for the log.
        Range("::/128", "unspecified, RFC 4291"),
        Range("::1/128", "loopback, RFC 4291"),
        Range("::/96", "IPv4-compatible, RFC 4291"),
        Range("64:ff9b::/96", "NAT64, RFC 6052"),
        Range("64:ff9b:1::/48", "NAT64 with a local prefix, RFC 8215"),
        Range("100::/64", "discard only, RFC 6666"),
        Range("100:0:0:1::/64", "dummy prefix, RFC 9780"),
        Range("5f00::/16", "SRv6 segments, RFC 9602"),
        Range("fd00:ec2::254/128", "AWS instance metadata service"),
        Range("fc00::/7", "unique local, RFC 4193"),
        Range("fe80::/10", "link-local, RFC 4291"),
        Range("fec0::/10", "site-local, RFC 3879"),
        Range("ff00::/8", "multicast, RFC 4291"),
        // Inside 2000::/3.
        Range("2001::/23", "IETF protocol assignments with Teredo, RFC 2928 and RFC 4380"),
        Range("2001:db8::/32", "documentation, RFC 3849"),
        Range("2002::/16", "6to4, RFC 3056: holds an IPv4 address that may be private"),
        Range("2620:4f:8000::/48", "AS112 sink, RFC 7534"),
        Range("3fff::/20", "documentation, RFC 9637"),
    ];

    private static (IPNetwork, string) Range(string network, string purpose) => (IPNetwork.Parse(network), purpose);
}
