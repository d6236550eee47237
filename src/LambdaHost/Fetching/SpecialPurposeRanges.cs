using System.Net;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>
/// Addresses that no public web server has. Sources: the IANA IPv4 and IPv6 Special-Purpose Address Registries
/// (https://www.iana.org/assignments/iana-ipv4-special-registry, .../iana-ipv6-special-registry), each entry whole, even
/// where part of it is globally reachable (relays and sinks, never web servers); the multicast registries; and the
/// addresses that cloud providers answer on beside those.
/// </summary>
internal static class SpecialPurposeRanges
{
    /// <summary>IPv6 that is assigned to networks so far; everything outside it is refused without a look at the table.</summary>
    public static readonly IPNetwork GlobalUnicastIPv6 = IPNetwork.Parse("2000::/3");

    public static readonly (IPNetwork Network, string Purpose)[] IPv4 =
    [
        Range("0.0.0.0/8", "this network, RFC 791"),
        Range("10.0.0.0/8", "private use, RFC 1918"),
        Range("100.64.0.0/10", "shared address space, RFC 6598"),
        Range("127.0.0.0/8", "loopback, RFC 1122"),
        Range("169.254.0.0/16", "link-local with the instance metadata service, RFC 3927"),
        Range("172.16.0.0/12", "private use, RFC 1918"),
        Range("192.0.0.0/24", "IETF protocol assignments, RFC 6890"),
        Range("192.0.2.0/24", "documentation, RFC 5737"),
        Range("192.31.196.0/24", "AS112 sink, RFC 7535"),
        Range("192.52.193.0/24", "AMT relays, RFC 7450"),
        Range("192.88.99.0/24", "6to4 relays, RFC 7526"),
        Range("192.168.0.0/16", "private use, RFC 1918"),
        Range("192.175.48.0/24", "AS112 sink, RFC 7534"),
        Range("198.18.0.0/15", "benchmarking, RFC 2544"),
        Range("198.51.100.0/24", "documentation, RFC 5737"),
        Range("203.0.113.0/24", "documentation, RFC 5737"),
        Range("224.0.0.0/4", "multicast, RFC 5771"),
        Range("240.0.0.0/4", "reserved and broadcast, RFC 1112 and RFC 919"),
        Range("168.63.129.16/32", "Azure's host agent"),
    ];

    public static readonly (IPNetwork Network, string Purpose)[] IPv6 =
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
