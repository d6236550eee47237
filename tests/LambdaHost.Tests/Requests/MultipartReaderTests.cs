using System.Text;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Requests;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Requests;

/// <summary>What is said of a form that is not as it should be, up to the last byte that is still right.</summary>
public sealed class MultipartReaderTests
{
    private const string Disposition = "Content-Disposition: form-data; name=\"photo\"; filename=\"a.png\"";
    private static readonly string Longest = new('b', 70);

    [Theory]
    [InlineData("", "no boundary of 1 to 70 characters")]
    [InlineData("--other\r\n\r\n\r\nx\r\n--other--", "does not contain the boundary")]
    [InlineData("--b", "is not followed by a line break")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"top\"\r\n\r\n1", "The last boundary is missing")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"top\"\r\n--b--", "no empty line")]
    public void Broken_form_is_malformed(string body, string detail)
    {
        var problem = Refuse(Encoding.UTF8.GetBytes(body), body.Length == 0 ? "" : "b");

        Assert.Equal(ProblemKinds.MalformedMultipart, problem.Kind);
        Assert.Contains(detail, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Boundary_has_at_most_70_characters()
    {
        Assert.Single(Read(new Form(Longest).File("photo", "a.png", [1]).Bytes(), Longest).Photos);
        var tooLong = Longest + "b";
        Assert.Contains(
            "1 to 70 characters",
            Refuse(new Form(tooLong).File("photo", "a.png", [1]).Bytes(), tooLong).Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Preamble_and_what_follows_the_last_boundary_are_skipped()
    {
        byte[] body = [.. "For old clients\r\n"u8, .. new Form("b").File("f", "a.png", [7, 8]).Bytes(), .. "end"u8];

        Assert.Equal([7, 8], Read(body).Photos.Single().Bytes.ToArray());
    }

    [Fact]
    public void Form_without_a_photo_is_refused() =>
        Assert.Equal(ProblemKinds.MissingPhoto, Refuse(new Form("b").Field("top", "1").Bytes()).Kind);

    [Fact]
    public void Parts_and_photos_are_limited()
    {
        var parts = new Form("b").File("f", "a.png", [1]);
        for (var i = 1; i < 1024; i++)
            parts.Field("other", "x");
        Assert.Single(Read(parts.Bytes()).Photos);
        Assert.Contains("1024 parts", Refuse(parts.Field("other", "x").Bytes()).Detail, StringComparison.Ordinal);

        var photos = new Form("b").File("f", "a.png", [1]).Field("url", "https://example.com/b.png");
        Assert.Equal(2, Read(photos.Bytes()).Photos.Count);
        var problem = Refuse(photos.File("f", "c.png", [1]).Bytes());
        Assert.Equal(ProblemKinds.TooManyPhotos, problem.Kind);
        Assert.Contains("more than 2 photos", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_have_at_most_255_characters()
    {
        var longest = new string('n', 255);
        Assert.Equal(longest, Read(new Form("b").File("f", longest, [1]).Bytes()).Photos.Single().Id);
        Assert.Equal(ProblemKinds.InvalidField, Refuse(new Form("b").File("f", longest + "n", [1]).Bytes()).Kind);
        Assert.Equal(ProblemKinds.InvalidField, Refuse(new Form("b").File(longest + "n", "f", [1]).Bytes()).Kind);
    }

    [Fact]
    public void Fields_have_at_most_4096_bytes()
    {
        var name = new string('n', 100);
        Assert.Single(Read(WithField(name, 4096)).Photos);
        Assert.Contains(
            $"'{name[..64]}' has more than 4,096 bytes",
            Refuse(WithField(name, 4097)).Detail,
            StringComparison.Ordinal
        );
        Assert.Contains("'note' has", Refuse(WithField("note", 4097)).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/a.png", "url")]
    [InlineData(null, "multipart")]
    public void How_the_photo_came_is_logged(string? url, string input)
    {
        var form = url is null ? new Form("b").File("f", "a.png", [1]) : new Form("b").Field("url", url);
        var request = Read(form.Bytes());

        Assert.Equal(input, request.Input);
        Assert.Equal(url, request.Photos.Single().Url);
    }

    [Fact]
    public void Header_lines_that_are_none_are_skipped()
    {
        var form = new Form("b").Part($":\r\nno colon\r\n{Disposition}\r\nContent-Disposition: form-data", [5]);

        Assert.Equal("a.png", Read(form.Bytes()).Photos.Single().Id);
    }

    private static byte[] WithField(string name, int length) =>
        new Form("b").File("f", "a.png", [1]).Field(name, new string('x', length)).Bytes();

    private static PredictRequest Read(byte[] body, string boundary = "b") =>
        new MultipartReader(maxPhotos: 2).Read(body, boundary, new AnswerOptions());

    private static Problem Refuse(byte[] body, string boundary = "b") =>
        Assert.Throws<ProblemException>(() => Read(body, boundary)).Problem;
}
