using System.Text;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Requests;

namespace ClothesClassification.LambdaHost.Tests.Requests;

public sealed class Base64PhotoTests
{
    [Theory]
    [InlineData("+/8B")]
    [InlineData("-_8B")]
    [InlineData("+_8B")]
    [InlineData("+\\/8B")]
    [InlineData("+/8\\r\\nB")]
    [InlineData("data:image/png;base64,+/8B")]
    [InlineData("data:image/png;name=a.png;base64,-_8B")]
    [InlineData("data:;base64,+/8B")]
    public void Letters_of_either_alphabet_are_decoded(string text) =>
        Assert.Equal([0xFB, 0xFF, 0x01], Read(text).Bytes.ToArray());

    [Theory]
    [InlineData("+/8=", 2)]
    [InlineData("+/8", 2)]
    [InlineData("+w==", 1)]
    [InlineData("+w", 1)]
    [InlineData("", 0)]
    [InlineData("data:;base64,", 0)]
    public void Padding_may_be_missing(string text, int length)
    {
        var photo = Read(text);

        Assert.Null(photo.Problem);
        Assert.Equal(length, photo.Bytes.Length);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AAAAA")]
    [InlineData("AA!A")]
    [InlineData("AAA=AAAA")]
    [InlineData("data:image/png,AAAA")]
    [InlineData("data:image/png;base64")]
    [InlineData("data:")]
    [InlineData(",AAAA")]
    [InlineData("https://example.com/a.jpg")]
    public void Anything_else_is_broken_base64(string text) =>
        Assert.Equal(ProblemKinds.BrokenBase64, Read(text).Problem?.Kind);

    /// <summary>A comma is looked for in the beginning only.</summary>
    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Prefix_of_a_data_url_has_at_most_128_characters(int length, bool decoded)
    {
        var prefix = "data:image/png;a=".PadRight(length - ";base64,".Length, 'x') + ";base64,";

        Assert.Equal(decoded, Read(prefix + "+/8B").Problem is null);
    }

    private static RequestedPhoto Read(string image) =>
        new JsonPredictReader(maxPhotos: 1)
            .Read(Encoding.UTF8.GetBytes($"{{\"image\": \"{image}\"}}"), new AnswerOptions())
            .Photos.Single();
}
