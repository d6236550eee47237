using System.Text.Json;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Hostile;

/// <summary>A URL that must be refused before any connection, and the code that it is refused with.</summary>
/// <param name="Url">What a client sends.</param>
/// <param name="Code">The fault's code.</param>
/// <param name="NeedsName">Whether the refusal depends on what a name resolves to; see <see cref="HostileUrls.Names"/>.</param>
internal sealed record HostileUrl(string Url, string Code, bool NeedsName = false);

/// <summary>
/// URLs with which clients try to reach what they must not, or to confuse whoever reads them: those of urls.json, and
/// those that JSON cannot hold or that are too long to write down.
/// </summary>
internal static class HostileUrls
{
    private const string Invalid = "invalid-url";

    /// <summary>What the names in the list resolve to, on their owners' name servers or by local rules.</summary>
    public static IReadOnlyDictionary<string, string[]> Names { get; } =
        new Dictionary<string, string[]>
        {
            ["localhost"] = ["127.0.0.1", "::1"],
            ["photos.localhost"] = ["127.0.0.1"],
            ["metadata.google.internal"] = ["169.254.169.254"],
            ["instance-data.ec2.internal"] = ["169.254.169.254"],
            ["127.0.0.1.nip.example"] = ["127.0.0.1"],
            ["10.0.0.1.nip.example"] = ["10.0.0.1"],
            ["xn--bcher-kva.example"] = ["192.168.1.1"],
            ["mapped.example"] = ["::ffff:10.0.0.1"],
            ["nat64.example"] = ["64:ff9b::a00:1"],
            ["mixed.example"] = ["93.184.216.34", "10.0.0.1"],
            ["mixed6.example"] = ["2606:4700::1111", "fd00::1"],
            ["last.example"] = [.. Enumerable.Range(1, 200).Select(i => $"93.184.216.{i}"), "127.0.0.1"],
        };

    public static IReadOnlyList<HostileUrl> All { get; } =
    [
        .. JsonSerializer
            .Deserialize<List<Group>>(Corpus.Read("urls.json"), JsonSerializerOptions.Web)!
            .SelectMany(group => group.Urls.Select(url => new HostileUrl(url, group.Code, group.NeedsName))),
        new("http://\ud800.example/", Invalid),
        new($"http://{new string('a', 64)}.example.com/", Invalid),
        new($"http://{string.Join('.', Enumerable.Repeat("abcdefghij", 24))}/", Invalid),
        new($"http://photos.example.com/{new string('a', 2048)}", Invalid),
    ];

    private sealed record Group(string Code, IReadOnlyList<string> Urls, bool NeedsName = false);
}
