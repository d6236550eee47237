using System.Text;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Requests;

namespace ClothesClassification.LambdaHost.Tests.Requests;

/// <summary>What is said of JSON that is not as it should be, and what is skipped in JSON that is.</summary>
public sealed class JsonPredictReaderTests
{
    private const string Url = "\"url\": \"https://example.com/a.jpg\"";

    [Theory]
    [InlineData("[]", "The JSON is an array;")]
    [InlineData("\"a\"", "The JSON is a string;")]
    [InlineData("12", "The JSON is a number;")]
    [InlineData("null", "The JSON is null;")]
    [InlineData("true", "The JSON is true or false;")]
    [InlineData("", "at line 1, byte 1;")]
    [InlineData("{\n  x", "at line 2, byte 3;")]
    [InlineData("{" + Url, "cut off")]
    [InlineData("{" + Url + "} {}", "cut off or malformed")]
    [InlineData("{\"url\": \"\u00ff\"}", "not valid UTF-8")]
    public void Json_that_is_not_an_object_is_malformed(string json, string detail) =>
        AssertRefused(json, ProblemKinds.MalformedJson, detail);

    [Theory]
    [InlineData("{\"url\": 1}", "url must be a string.")]
    [InlineData("{\"image\": null}", "image must be a string.")]
    [InlineData("{" + Url + ", " + Url + "}", "url is given twice.")]
    [InlineData("{\"image\": \"AAAA\", \"image\": \"AAAA\"}", "image is given twice.")]
    [InlineData("{" + Url + ", \"image\": \"AAAA\"}", "The JSON has a url and an image; give one of them.")]
    [InlineData("{\"images\": {}}", "images must be an array of objects")]
    [InlineData("{\"images\": [{" + Url + "}], \"images\": []}", "images is given twice.")]
    [InlineData("{\"images\": [{" + Url + "}], " + Url + "}", "Give either images, or one url or image.")]
    [InlineData("{\"images\": [1]}", "images[0] must be an object")]
    [InlineData("{\"images\": [{" + Url + "}, {\"id\": 5}]}", "images[1].id must be a string of at most 128")]
    [InlineData("{" + Url + ", \"top\": \"2\"}", "top must be a whole number")]
    [InlineData("{" + Url + ", \"top\": [2]}", "top must be a whole number")]
    [InlineData("{" + Url + ", \"min_score\": \"0.5\"}", "min_score must be a number")]
    [InlineData("{" + Url + ", \"min_score\": {\"a\": 1}}", "min_score must be a number")]
    [InlineData("{" + Url + ", \"explain\": 1}", "explain must be true or false.")]
    [InlineData("{" + Url + ", \"explain\": \"true\"}", "explain must be true or false.")]
    [InlineData("{" + Url + ", \"explain\": null}", "explain must be true or false.")]
    [InlineData("{" + Url + ", \"features\": [true]}", "features must be true or false.")]
    [InlineData("{" + Url + ", \"features\": {\"a\": true}}", "features must be true or false.")]
    [InlineData(
        "{" + Url + ", \"explain\": true, \"explain\": false}",
        "explain is given twice, as true and as false;"
    )]
    public void A_member_that_is_not_as_it_should_be_is_named(string json, string detail) =>
        AssertRefused(json, ProblemKinds.InvalidField, detail);

    [Theory]
    [InlineData("{}", "The JSON has no url and no image;")]
    [InlineData("{\"images\": []}", "images is empty;")]
    [InlineData("{\"images\": [{}]}", "images[0] has no url and no image;")]
    public void A_photo_that_is_missing_is_named(string json, string detail) =>
        AssertRefused(json, ProblemKinds.MissingPhoto, detail);

    /// <summary>What belongs to another member is not a photo of this one.</summary>
    [Fact]
    public void Unknown_members_are_skipped_with_all_that_is_in_them()
    {
        const string Other = "\"meta\": {\"image\": 5, \"images\": [{\"id\": 7}], \"url\": [\"x\"], \"top\": -1}";

        var single = Read($"{{{Other}, {Url}, \"list\": [1, {{}}]}}");
        var several = Read($"{{\"images\": [{{{Other}, {Url}, \"id\": \"a\", \"list\": [1]}}], {Other}}}");

        Assert.Equal("https://example.com/a.jpg", single.Photos.Single().Url);
        Assert.Equal(("a", "https://example.com/a.jpg"), (several.Photos.Single().Id, several.Photos.Single().Url));
    }

    [Theory]
    [InlineData("{" + Url + "}", "url")]
    [InlineData("{\"image\": \"AAAA\"}", "base64")]
    [InlineData("{\"images\": [{" + Url + "}]}", "url")]
    [InlineData("{\"images\": [{\"image\": \"AAAA\"}]}", "base64")]
    public void How_the_photo_came_is_logged(string json, string input) => Assert.Equal(input, Read(json).Input);

    [Fact]
    public void Ids_and_photos_are_limited()
    {
        var id = new string('i', 128);
        Assert.Equal(id, Read($"{{\"images\": [{{{Url}, \"id\": \"{id}\"}}]}}").Photos.Single().Id);
        Assert.Equal(2, Read($"{{\"images\": [{{{Url}}}, {{{Url}}}]}}").Photos.Count);

        var three = $"{{\"images\": [{{{Url}}}, {{{Url}}}, {{{Url}}}]}}";
        AssertRefused(three, ProblemKinds.TooManyPhotos, "more than 2 photos");
    }

    private static void AssertRefused(string json, ProblemKind kind, string detail)
    {
        var problem = Assert.Throws<ProblemException>(() => Read(json)).Problem;
        Assert.Equal(kind, problem.Kind);
        Assert.Contains(detail, problem.Detail, StringComparison.Ordinal);
    }

    // Each character is a byte, so that a test can have bytes that are not UTF-8.
    private static PredictRequest Read(string json) =>
        new JsonPredictReader(maxPhotos: 2).Read(Encoding.Latin1.GetBytes(json), new AnswerOptions());
}
