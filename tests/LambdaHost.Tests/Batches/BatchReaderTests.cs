using System.Text;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Batches;

namespace ClothesClassification.LambdaHost.Tests.Batches;

public sealed class BatchReaderTests
{
    private const string Input = """{"bucket": "photos", "output": "s3://out/answers", "job": "first"}""";

    [Theory]
    [InlineData("""{"Items": [{"Key": "a"}]}""", "BatchInput")]
    [InlineData("""{"Items": [{"Key": "a"}], "BatchInput": []}""", "BatchInput")]
    [InlineData("""{"BatchInput": INPUT}""", "Items")]
    [InlineData("""{"Items": [], "BatchInput": INPUT}""", "Items")]
    [InlineData("""{"Items": {}, "BatchInput": INPUT}""", "Items")]
    [InlineData("""{"Items": ["a"], "BatchInput": INPUT}""", "Items[0]")]
    [InlineData("""{"Items": [{"Key": "a"}, {"url": "https://example.com/"}], "BatchInput": INPUT}""", "Items[1]")]
    [InlineData("""{"Items": [{"Key": ""}], "BatchInput": INPUT}""", "Items[0]")]
    [InlineData("""{"Items": [{"Key": 1}], "BatchInput": INPUT}""", "Items[0].Key")]
    [InlineData("""{"Items": [{"Key": "a", "VersionId": 1}], "BatchInput": INPUT}""", "Items[0].VersionId")]
    [InlineData("""{"Items": [{"Key": "\ud800"}], "BatchInput": INPUT}""", "Unicode")]
    public void An_envelope_that_is_wrong_is_a_sentence(string json, string named) =>
        IsInvalid(json.Replace("INPUT", Input, StringComparison.Ordinal), named);

    [Theory]
    [InlineData("bucket", "\"\"")]
    [InlineData("bucket", "7")]
    [InlineData("output", "null")]
    [InlineData("output", "\"out/answers\"")]
    [InlineData("output", "\"s3://\"")]
    [InlineData("output", "\"s3:///answers\"")]
    [InlineData("job", "null")]
    [InlineData("job", "\"a/b\"")]
    [InlineData("job", "\"..\"")]
    [InlineData("job", "\"a\\nb\"")]
    [InlineData("top", "0")]
    [InlineData("top", "1.5")]
    [InlineData("top", "\"3\"")]
    [InlineData("minScore", "1.1")]
    [InlineData("minScore", "-0.1")]
    [InlineData("features", "\"true\"")]
    [InlineData("requestPayer", "\"owner\"")]
    [InlineData("keysAreEncoded", "1")]
    [InlineData("minscore", "0.5")]
    public void A_member_of_BatchInput_that_is_wrong_is_named(string name, string value)
    {
        var input = $"{Input[..^1]}, \"{name}\": {value}}}";
        if (name is "bucket" or "output" or "job")
            input = System.Text.RegularExpressions.Regex.Replace(
                Input,
                $"\"{name}\": \"[^\"]*\"",
                $"\"{name}\": {value}"
            );
        IsInvalid($$"""{"Items": [{"Key": "a"}], "BatchInput": {{input}}}""", $"BatchInput.{name}");
    }

    [Fact]
    public void What_there_is_no_value_for_may_be_null_or_empty()
    {
        const string json = """
            {"Items": [{"Key": "a", "VersionId": "", "Etag": null, "Size": null, "StorageClass": "STANDARD"}],
             "BatchInput": {"bucket": "photos", "output": "s3://out", "job": "1", "top": null, "features": null, "requestPayer": null}}
            """;

        var batch = BatchReader.Read(Encoding.UTF8.GetBytes(json));

        Assert.Equal(("out", "1/"), (batch.Output.Bucket, batch.Output.JobPrefix));
        Assert.Equal((null, null, null), (batch.Items[0].VersionId, batch.Items[0].Etag, batch.Items[0].Size));
        Assert.Null(batch.Options.Top);
        Assert.False(batch.RequesterPays);
    }

    /// <summary>Columns of an inventory, as Step Functions names them, and its encoding of keys.</summary>
    [Fact]
    public void A_row_of_an_inventory_is_an_item()
    {
        const string json = """
            {"Items": [{"Bucket": "photos", "Key": "a+b%2Bc/%C3%BC%25.jpg", "VersionId": "v", "IsLatest": "true",
                        "IsDeleteMarker": "false", "Size": "7", "LastModifiedDate": "2026-01-01T00:00:00.000Z", "ETag": "e"}],
             "BatchInput": {"bucket": "photos", "output": "s3://out/a/b/", "job": "1", "keysAreEncoded": true}}
            """;

        var batch = BatchReader.Read(Encoding.UTF8.GetBytes(json));

        var item = Assert.Single(batch.Items);
        Assert.Equal(("a b+c/ü%.jpg", "v", "e", 7L), (item.Key, item.VersionId, item.Etag, item.Size));
        Assert.Equal("a/b/1/", batch.Output.JobPrefix);
        Assert.Equal("a+b%2Bc/%C3%BC%25.jpg", item.Json.GetProperty("Key").GetString());
    }

    private static void IsInvalid(string json, string named)
    {
        var problem = Assert.Throws<ProblemException>(() => BatchReader.Read(Encoding.UTF8.GetBytes(json))).Problem;
        Assert.Equal("InvalidBatch", problem.Kind.ErrorType);
        Assert.Contains(named, problem.Detail, StringComparison.Ordinal);
        Assert.Matches(@"^\S.{10,}\.$", problem.Detail);
    }
}
