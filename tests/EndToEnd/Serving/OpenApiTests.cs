using System.Text;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using NJsonSchema;

namespace ClothesClassification.EndToEnd.Serving;

/// <summary>The document that the API gives is valid, and what it shows as examples is answered as it says.</summary>
public sealed class OpenApiTests(ServedApi api) : IClassFixture<ServedApi>
{
    [Fact]
    public async Task The_document_is_valid_OpenAPI()
    {
        var result = OpenApiDocument.Parse(await api.Http.GetStringAsync($"{api.Stage}/openapi.json"), "json");

        Assert.Empty(result.Diagnostic!.Errors.Concat(result.Diagnostic.Warnings).Select(error => error.Message));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, result.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public async Task Every_example_of_a_request_is_answered_as_the_document_says()
    {
        var document = JsonNode.Parse(await api.Http.GetStringAsync($"{api.Stage}/openapi.json"))!;
        var post = document["paths"]!["/predict"]!["post"]!;
        var examples = post["requestBody"]!["content"]!["application/json"]!["examples"]!.AsObject();
        Assert.NotEmpty(examples);
        foreach (var (name, example) in examples)
        {
            var body = example!["value"]!.ToJsonString();
            await AssertValidAsync(document, "PredictRequest", body, name);
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await api.Http.PostAsync($"{api.Stage}/predict?top=3&min_score=0.01", content);

            // The example's URL leads nowhere on a machine without the internet: then the answer is a problem.
            var schema =
                !response.IsSuccessStatusCode ? "Problem"
                : name == "images" ? "PhotosAnswer"
                : "PhotoAnswer";
            Assert.True(response.IsSuccessStatusCode || name == "url", name);
            Assert.True(post["responses"]!.AsObject().ContainsKey($"{(int)response.StatusCode}"));
            await AssertValidAsync(document, schema, await response.Content.ReadAsStringAsync(), name);
        }
    }

    [Theory]
    [InlineData("/health", "Health")]
    [InlineData("/model", "Model")]
    public async Task Every_other_answer_is_as_the_document_says(string path, string schema)
    {
        var document = JsonNode.Parse(await api.Http.GetStringAsync($"{api.Stage}/openapi.json"))!;

        await AssertValidAsync(document, schema, await api.Http.GetStringAsync(api.Stage + path), path);
    }

    private static async Task AssertValidAsync(JsonNode document, string schema, string json, string what)
    {
        // A JSON schema of its own: components become definitions.
        var components = document["components"]!["schemas"]!.DeepClone();
        var root = components[schema]!.DeepClone();
        root["definitions"] = components;
        var text = root.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);

        var errors = (await JsonSchema.FromJsonAsync(text)).Validate(json);

        Assert.True(errors.Count == 0, $"{what}: {string.Join("; ", errors)}\n{json}");
    }
}
