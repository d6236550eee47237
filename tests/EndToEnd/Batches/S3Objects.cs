using System.Text;
using System.Xml.Linq;
using ClothesClassification.EndToEnd.Applied;

namespace ClothesClassification.EndToEnd.Batches;

/// <summary>Objects in a bucket of the emulator.</summary>
internal static class S3Objects
{
    /// <summary>What a request that makes a bucket says.</summary>
    public static byte[] Place(string region) =>
        Encoding.UTF8.GetBytes(
            $"<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LocationConstraint>{region}</LocationConstraint></CreateBucketConfiguration>"
        );

    public static Task PutAsync(this AwsEndpoint aws, string bucket, string key, byte[] content) =>
        aws.SendForBytesAsync(HttpMethod.Put, "s3", Address(bucket, key), content);

    public static async Task<string> ReadAsync(this AwsEndpoint aws, string bucket, string key) =>
        Encoding.UTF8.GetString(await aws.SendForBytesAsync(HttpMethod.Get, "s3", Address(bucket, key)));

    /// <summary>Keys, and for each what another one in its place would have differently.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ListAsync(
        this AwsEndpoint aws,
        string bucket,
        string prefix
    )
    {
        var xml = XDocument.Parse(
            Encoding.UTF8.GetString(
                await aws.SendForBytesAsync(
                    HttpMethod.Get,
                    "s3",
                    $"{bucket}?list-type=2&prefix={Uri.EscapeDataString(prefix)}"
                )
            )
        );
        var names = xml.Root!.Name.Namespace;
        return xml
            .Root.Elements(names + "Contents")
            .ToDictionary(
                element => element.Element(names + "Key")!.Value,
                element => element.Element(names + "ETag")!.Value + element.Element(names + "LastModified")!.Value
            );
    }

    private static string Address(string bucket, string key) =>
        $"{bucket}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}";
}
