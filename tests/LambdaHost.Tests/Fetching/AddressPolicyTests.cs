using System.Net;
using ClothesClassification.LambdaHost.Fetching;
using Microsoft.Security.AntiSSRF;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

public sealed class AddressPolicyTests
{
    /// <summary>The first and the last address on both sides of each border.</summary>
    [Theory]
    [InlineData("0.255.255.255", "1.0.0.0")]
    [InlineData("10.0.0.0", "9.255.255.255")]
    [InlineData("10.255.255.255", "11.0.0.0")]
    [InlineData("100.64.0.0", "100.63.255.255")]
    [InlineData("100.127.255.255", "100.128.0.0")]
    [InlineData("127.0.0.0", "126.255.255.255")]
    [InlineData("127.255.255.255", "128.0.0.0")]
    [InlineData("168.63.129.16", "168.63.129.17")]
    [InlineData("169.254.0.0", "169.253.255.255")]
    [InlineData("169.254.255.255", "169.255.0.0")]
    [InlineData("172.16.0.0", "172.15.255.255")]
    [InlineData("172.31.255.255", "172.32.0.0")]
    [InlineData("192.0.0.0", "191.255.255.255")]
    [InlineData("192.0.0.255", "192.0.1.0")]
    [InlineData("192.0.2.0", "192.0.1.255")]
    [InlineData("192.0.2.255", "192.0.3.0")]
    [InlineData("192.31.196.0", "192.31.195.255")]
    [InlineData("192.52.193.255", "192.52.194.0")]
    [InlineData("192.88.99.0", "192.88.98.255")]
    [InlineData("192.168.0.0", "192.167.255.255")]
    [InlineData("192.168.255.255", "192.169.0.0")]
    [InlineData("192.175.48.0", "192.175.47.255")]
    [InlineData("198.18.0.0", "198.17.255.255")]
    [InlineData("198.19.255.255", "198.20.0.0")]
    [InlineData("198.51.100.0", "198.51.99.255")]
    [InlineData("203.0.113.255", "203.0.114.0")]
    [InlineData("224.0.0.0", "223.255.255.255")]
    [InlineData("::ffff:10.0.0.0", "::ffff:9.255.255.255")]
    [InlineData("::ffff:169.254.169.254", "::ffff:93.184.216.34")]
    [InlineData("1fff:ffff::", "2000::")]
    [InlineData("2001:1ff:ffff::", "2001:200::")]
    [InlineData("2001:db8::", "2001:db7:ffff::")]
    [InlineData("2001:db8:ffff::", "2001:db9::")]
    [InlineData("2002::", "2001:ffff::")]
    [InlineData("2002:ffff::", "2003::")]
    [InlineData("2620:4f:8000::1", "2620:4f:8001::1")]
    [InlineData("3fff::", "3ffe:ffff::")]
    [InlineData("3fff:fff::", "3fff:1000::")]
    public void The_borders_of_the_ranges_are_where_the_registries_put_them(string special, string besideIt)
    {
        Assert.False(IsPublic(IPAddress.Parse(special)), special);
        Assert.True(IsPublic(IPAddress.Parse(besideIt)), besideIt);
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("93.184.216.34")]
    [InlineData("52.95.110.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:80b::200e")]
    [InlineData("2600:1f18::1")]
    public void Addresses_of_public_servers_are_allowed(string address) =>
        Assert.True(IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("240.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1:ffff::808:808")]
    [InlineData("4000::")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("2606:4700::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff0e::1")]
    public void What_is_no_public_unicast_address_is_refused(string address) =>
        Assert.False(IsPublic(IPAddress.Parse(address)));

    /// <summary>A list that others maintain: whatever it denies, with IPv4 mapped into IPv6 too, is denied here.</summary>
    [Fact]
    public void Everything_that_Microsoft_AntiSSRF_denies_is_refused()
    {
        foreach (var text in IPAddressRanges.recommendedLatest)
        {
            // The list has single addresses beside networks.
            var network = text.Contains('/', StringComparison.Ordinal)
                ? IPNetwork.Parse(text)
                : new IPNetwork(IPAddress.Parse(text), IPAddress.Parse(text).GetAddressBytes().Length * 8);
            foreach (var address in (IPAddress[])[network.BaseAddress, Last(network)])
            {
                Assert.False(IsPublic(address), $"{address} of {text}");
                Assert.False(IsPublic(address.MapToIPv6()), $"mapped {address} of {text}");
            }
        }
    }

    private static IPAddress Last(IPNetwork network)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    private static bool IsPublic(IPAddress address) => AddressPolicy.Refusal(address) is null;
}
