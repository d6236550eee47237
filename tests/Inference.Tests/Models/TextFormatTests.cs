using System.Text.RegularExpressions;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Tests.Models;

/// <summary>The checks by hand say what the patterns of model.schema.json say.</summary>
public sealed class TextFormatTests
{
    private const int Texts = 20_000;

    // What the patterns tell apart, and neighbours of it.
    private const string Alphabet = "09afgAFGzZ-+._/\\:#\n\r @`[{\u0660\u00e9";

    private static readonly Dictionary<string, (TextFormat Format, string[] Seeds)> Formats = new()
    {
        ["path"] = (
            TextFormat.RelativePath,
            ["clothes.onnx", "a/../b", "..", "../a", "a/..", "a/..b/c", "./a", "a\0b", ""]
        ),
        ["version"] = (TextFormat.Version, ["1.0.0", "1.10.0-rc.1+build-7", "0.0.0+a-b", "1.2.3-a", "1.2", "1.2.3.4"]),
        ["precision"] = (TextFormat.Precision, ["int8", "fp16-webgpu", "a", "-a", ""]),
        ["hash"] = (TextFormat.Hash, [new string('a', 64), new string('0', 63), new string('f', 65)]),
        ["color"] = (TextFormat.Color, ["#ffffff", "#7f7F7f", "#fff", "ffffff", "#0000000"]),
    };

    public static TheoryData<string> Names => [.. Formats.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_passes_where_it_matches_the_pattern(string name)
    {
        var (format, seeds) = Formats[name];
        var pattern = new Regex(format.Pattern, RegexOptions.CultureInvariant);
        var random = new Random(20);
        var passed = 0;
        for (var i = 0; i < Texts; i++)
        {
            var text = Changed(seeds[i % seeds.Length], i < seeds.Length ? 0 : random.Next(4), random);

            Assert.True(pattern.IsMatch(text) == format.Matches(text), $"'{text}'");

            passed += format.Matches(text) ? 1 : 0;
        }

        // Both sides of the rule were seen.
        Assert.InRange(passed, Texts / 100, Texts * 99 / 100);
    }

    private static string Changed(string text, int changes, Random random)
    {
        for (; changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            var added = Alphabet[random.Next(Alphabet.Length)].ToString();
            text = random.Next(3) switch
            {
                0 => text.Insert(at, added),
                1 when at < text.Length => text.Remove(at, 1),
                _ when at < text.Length => text.Remove(at, 1).Insert(at, added),
                _ => text + added,
            };
        }

        return text;
    }
}
