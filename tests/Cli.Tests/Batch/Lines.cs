namespace ClothesClassification.Cli.Tests.Batch;

/// <summary>Lines as the function's batches write them.</summary>
internal static class Lines
{
    public static string Answer(string key, string label = "dress", bool confident = true) =>
        $$"""{"file":"s3://photos/{{key}}","label":"{{label}}","score":0.75,"predictions":[{"label":"{{label}}","score":0.75,"logit":2.5},{"label":"hat","score":0.125,"logit":1}],"width":40,"height":30,"model":{"name":"clothes","version":"1.0.0","precision":"int8"},"durationsMs":{"fetch":9,"decode":1,"resize":1,"model":2,"total":4},"confident":{{(confident ? "true" : "false")}},"key":"{{key}}","etag":"e"}""";

    public static string Problem(string key) =>
        $$"""{"file":"s3://photos/{{key}}","error":{"type":"urn:clothes-classification:problem:corrupt-photo","title":"Corrupt photo","status":422,"detail":"The photo's data cannot be decoded."},"key":"{{key}}"}""";
}
