using System.Text;
using ClothesClassification.Cli.Batch.Gathering;

namespace ClothesClassification.Cli.Tests.Batch.Gathering;

public sealed class SortedLinesTests
{
    private const int Parts = 60;
    private const int LinesAPart = 50;

    /// <summary>In memory alone, with files, and with a file for each part.</summary>
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(40_000)]
    [InlineData(1)]
    public void Lines_of_any_parts_come_in_the_order_of_their_keys_each_once(long memory)
    {
        using var sorted = new SortedLines(memory);
        // Photo n is in part n % 60 and, for each third one, in an earlier or later part again.
        for (var part = 0; part < Parts; part++)
            sorted.Add(Lines(part));

        var found = sorted.InOrder().Select(line => (line.Key, Text(line))).ToList();

        Assert.Equal(Parts * LinesAPart, sorted.Count);
        var expected = Enumerable
            .Range(0, Parts)
            .SelectMany(part => Lines(part).Select(line => (line.Key, Text(line))))
            .GroupBy(line => line.Key)
            .Select(photo => photo.Last())
            .OrderBy(photo => photo.Key, StringComparer.Ordinal);
        Assert.Equal(expected, found);
        Assert.True(found.Count < sorted.Count);
    }

    [Fact]
    public void Versions_of_a_photo_are_photos_of_their_own()
    {
        using var sorted = new SortedLines();
        sorted.Add(Read(0, """{"key":"a","versionId":"2"}""", """{"key":"a"}""", """{"key":"a","versionId":"1"}"""));
        sorted.Add(Read(1, """{"key":"a","versionId":"1","etag":"new"}"""));

        Assert.Equal(
            ["""{"key":"a"}""", """{"key":"a","versionId":"1","etag":"new"}""", """{"key":"a","versionId":"2"}"""],
            sorted.InOrder().Select(Text)
        );
    }

    [Fact]
    public void Temporary_files_are_gone_afterwards()
    {
        var before = Files();
        using (var sorted = new SortedLines(memory: 1))
        {
            sorted.Add(Lines(1));
            Assert.NotEmpty(Files().Except(before));
        }

        Assert.Empty(Files().Except(before));
    }

    private static string[] Files() => Directory.GetFiles(Path.GetTempPath(), "clothes-*");

    private static IEnumerable<PartLine> Lines(int part) =>
        Read(
            part,
            [
                .. Enumerable
                    .Range(0, LinesAPart)
                    .Select(i => (i * Parts) + (i % 3 == 0 ? i : part))
                    .Select(photo => $$"""{"file":"s3://b/{{photo}}.jpg","key":"{{photo}}.jpg","part":{{part}}}"""),
            ]
        );

    private static IEnumerable<PartLine> Read(int part, params string[] lines) =>
        PartLine.Read(part, "s3://b/part", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    private static string Text(PartLine line) => Encoding.UTF8.GetString(line.Json.Span);
}
