using System.Net;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>
/// IPv4 addresses that no public web server has: the IANA IPv4 Special-Purpose Address Registry
/// (https://www.iana.org/assignments/iana-ipv4-special-registry), each entry whole, even where part of it is globally
/// reachable (relays and sinks, never web servers); multicast; and an address that a cloud provider answers on.
/// </summary>
internal static class SpecialPurposeIPv4
{
    public static readonly (IPNetwork Network, string Purpose)[] Ranges =
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

    private static (IPNetwork, string) Range(string network, string purpose) => (IPNetwork.Parse(network), purpose);
}
