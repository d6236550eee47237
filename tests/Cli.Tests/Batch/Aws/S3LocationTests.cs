using ClothesClassification.Cli.Batch.Aws;

namespace ClothesClassification.Cli.Tests.Batch.Aws;

public sealed class S3LocationTests
{
    [Theory]
    [InlineData("s3://bucket", "bucket", "")]
    [InlineData("s3://bucket/", "bucket", "")]
    [InlineData("s3://bucket/a b+ü%2F?/x", "bucket", "a b+ü%2F?/x")]
    [InlineData("s3://bucket//x", "bucket", "/x")]
    public void Prefix_is_taken_as_it_is(string text, string bucket, string prefix) =>
        Assert.Equal(new S3Location(bucket, prefix), S3Location.Parse(text, "It"));

    [Theory]
    [InlineData("s3://bucket", "s3://bucket/job/")]
    [InlineData("s3://bucket/a", "s3://bucket/a/job/")]
    [InlineData("s3://bucket/a/", "s3://bucket/a/job/")]
    public void Folder_is_below_it(string text, string folder) =>
        Assert.Equal(folder, S3Location.Parse(text, "It").Folder("job").ToString());

    [Theory]
    [InlineData("s3://bucket", "s3://bucket/out", true)]
    [InlineData("s3://bucket/in", "s3://bucket/in", true)]
    [InlineData("s3://bucket/in/", "s3://bucket/in", true)]
    [InlineData("s3://bucket/in", "s3://bucket/in-answers", true)]
    [InlineData("s3://bucket/in/", "s3://bucket/in-answers", false)]
    [InlineData("s3://bucket/in/", "s3://bucket", false)]
    [InlineData("s3://bucket", "s3://other", false)]
    public void Answers_among_the_photos_are_found(string photos, string output, bool among) =>
        Assert.Equal(among, S3Location.Parse(photos, "It").Covers(S3Location.Parse(output, "It")));
}
