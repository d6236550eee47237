using System.Text.Json.Serialization.Metadata;
using ClothesClassification.LocalGateway.Description;
using NJsonSchema;
using static ClothesClassification.Tests.JsonCases;

namespace ClothesClassification.LocalGateway.Tests.Description;

public sealed class ApiDescriptionTests
{
    private static readonly string Folder = Path.Combine(
        SharedData.RepositoryRoot,
        "src",
        "LocalGateway",
        "Description"
    );

    /// <summary>Has every field once.</summary>
    private const string Full = """
        {
          "$schema": "api.schema.json", "name": "shop", "id": "a1b2c3d4e5", "region": "eu-central-1", "accountId": "123456789012",
          "stage": { "name": "test", "deploymentId": "d1", "variables": { "shop": "berlin" }, "throttle": { "rateLimit": 1.5, "burstLimit": 2 } },
          "binaryMediaTypes": ["image/*", "application/vnd.api+json", "*/*"],
          "function": {
            "name": "shop", "version": "7", "timeoutSeconds": 28, "memorySize": 2048, "handler": "bootstrap", "environment": { "A_1": "b" }
          },
          "routes": [
            {
              "path": "/predict", "method": "POST", "operationName": "Predict", "apiKeyRequired": true,
              "requestParameters": { "method.request.header.x-a": true }, "requestModels": { "application/json": "Photo" },
              "requestValidator": { "validateRequestBody": true, "validateRequestParameters": true },
              "integration": { "type": "AWS_PROXY", "timeoutMs": 29000 }
            },
            {
              "path": "/photos/{id}/{proxy+}", "method": "OPTIONS",
              "integration": {
                "type": "MOCK", "contentHandling": "CONVERT_TO_TEXT", "requestTemplates": { "application/json": "{}" },
                "responses": [
                  {
                    "statusCode": 204, "responseParameters": { "method.response.header.X-A": "'b'" },
                    "responseTemplates": { "application/json": "" }
                  }
                ]
              }
            }
          ],
          "apiKeys": [{ "name": "one", "id": "k1", "value": "01234567890123456789", "enabled": true }],
          "usagePlan": { "throttle": { "rateLimit": 10, "burstLimit": 20 }, "quota": { "limit": 100, "period": "WEEK", "offset": 1 } },
          "gatewayResponses": {
            "DEFAULT_4XX": {
              "statusCode": 400, "responseParameters": { "gatewayresponse.header.X-A": "context.requestId" },
              "responseTemplates": { "application/json": "{}" }
            }
          },
          "models": { "Photo": { "type": "object" } }
        }
        """;

    public static TheoryData<string, string> Wrong { get; } =
        Table(
            """
            Name                                            "x"
            name                                            remove | "" | 7 | null
            id                                              "" | "a b"
            region                                          "eu central"
            accountId                                       "1234" | 123456789012
            stage                                           remove | "test" | null
            stage/name                                      remove | "" | "a/b"
            stage/variables                                 { "a": 1 }
            stage/throttle                                  { "rateLimit": 1 } | { "rateLimit": -1, "burstLimit": 1 } | { "rateLimit": 1, "burstLimit": -1 }
            binaryMediaTypes                                "image/png" | ["image"] | ["*/png"] | [null] | null
            function                                        remove
            function/name                                   remove | "a b" | ""
            function/timeoutSeconds                         0 | 901 | "28" | 1.5
            function/memorySize                             64
            function/environment                            { "a-b": "c" } | { "a": 1 }
            routes                                          remove | [] | [null] | {}
            routes/0/path                                   remove | "predict" | "/predict/" | "/a//b" | "/{proxy+}/x" | "/a{b}" | "/a b" | "/{}" | "/a?b" | "/a\n"
            routes/0/method                                 remove | "post" | "TRACE"
            routes/0/apiKeyRequired                         "yes"
            routes/0/authorization                          "NONE"
            routes/0/requestParameters                      { "header.x": true } | { "method.request.header.x": "yes" }
            routes/0/requestValidator                       { "validateRequestBody": 1 } | true
            routes/0/integration                            remove | null
            routes/0/integration/type                       remove | "HTTP"
            routes/0/integration/timeoutMs                  49 | 300001
            routes/1/integration/contentHandling            "TEXT"
            routes/1/integration/responses/0/statusCode     remove | 199 | "204"
            routes/1/integration/responses/0/responseParameters  { "X-A": "'b'" } | { "method.response.header.X-A": "b" }
            apiKeys/0/value                                 remove | "short" | "0123456789 0123456789" | null
            apiKeys                                         [null]
            usagePlan/quota/limit                           0
            usagePlan/quota/period                          "YEAR"
            usagePlan/quota/offset                          -1
            gatewayResponses                                { "DEFAULT_6XX": {} }
            gatewayResponses/DEFAULT_4XX/statusCode         100
            gatewayResponses/DEFAULT_4XX/responseParameters { "X-A": "'b'" } | { "gatewayresponse.header.X-A": "b" }
            models                                          { "Photo": 7 }
            """
        );

    public static TheoryData<string, string> Right { get; } =
        Table(
            """
            $schema                              remove
            id                                   remove
            accountId                            remove
            stage/throttle                       remove | null
            stage/variables                      remove
            binaryMediaTypes                     remove | []
            function/timeoutSeconds              remove | 900
            routes/0/path                        "/" | "/{proxy+}" | "/a/{b}/c" | "/openapi.json"
            routes/0/method                      "ANY"
            routes/0/operationName               remove | null
            routes/0/requestValidator            remove | null
            routes/0/integration/timeoutMs       remove
            apiKeys                              remove | []
            usagePlan                            remove | null | {}
            usagePlan/quota                      null
            gatewayResponses                     remove | {} | { "THROTTLED": {} }
            """
        );

    [Fact]
    public async Task The_default_and_the_full_description_are_valid()
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(Folder, "default-api.json"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(ApiDescription.Default.Routes.Count, ApiDescription.Parse(text).Routes.Count);
        Assert.Equal(2, ApiDescription.Parse(Full).Routes.Count);
        Assert.Equal(25, ApiDescription.Default.Function.TimeoutSeconds);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_description_is_refused_with(string field, string value)
    {
        var json = Change(Full, field, value);
        var error = Assert.Throws<ApiDescriptionException>(() => ApiDescription.Parse(json));
        Assert.StartsWith("description: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void A_description_is_accepted_with(string field, string value)
    {
        var json = Change(Full, field, value);
        ApiDescription.Parse(json);
    }

    /// <summary>A schema cannot compare one field with another; the reader does.</summary>
    [Theory]
    [InlineData(
        "routes/1",
        """{ "path": "/predict", "method": "POST", "integration": { "type": "MOCK" } }""",
        "a second time"
    )]
    [InlineData("routes/0/requestModels", """{ "application/json": "Hat" }""", "found 'Hat'")]
    [InlineData("routes/0/path", "\"/{id}/{id}\"", "twice")]
    public void The_reader_refuses_fields_that_disagree(string field, string value, string message)
    {
        var error = Assert.Throws<ApiDescriptionException>(() => ApiDescription.Parse(Change(Full, field, value)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_and_reader_know_the_same_fields_and_each_is_described()
    {
        var schema = await SchemaAsync();
        var context = DescriptionJsonContext.Default;
        AssertSameFields(context.ApiDescription, schema);
        AssertSameFields(context.StageDescription, schema.Definitions["stage"]);
        AssertSameFields(context.FunctionDescription, schema.Definitions["function"]);
        AssertSameFields(context.RouteDescription, schema.Definitions["route"]);
        AssertSameFields(context.RequestValidatorDescription, schema.Definitions["requestValidator"]);
        AssertSameFields(context.IntegrationDescription, schema.Definitions["integration"]);
        AssertSameFields(context.IntegrationResponseDescription, schema.Definitions["integrationResponse"]);
        AssertSameFields(context.ApiKeyDescription, schema.Definitions["apiKey"]);
        AssertSameFields(context.UsagePlanDescription, schema.Definitions["usagePlan"]);
        AssertSameFields(context.ThrottleDescription, schema.Definitions["throttle"]);
        AssertSameFields(context.QuotaDescription, schema.Definitions["quota"]);
        AssertSameFields(context.GatewayResponseDescription, schema.Definitions["gatewayResponse"]);
    }

    [Theory]
    [InlineData(
        "routes/0/method",
        "\"post\"",
        "routes[0].method: found \"post\" (line 1); expected one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, ANY."
    )]
    [InlineData("function/memorySize", "64", "function.memorySize: found 64 (line 1); expected 128 to 10240.")]
    [InlineData("function/memorySize", "\"64\"", "function.memorySize: found \"64\" (line 1); expected an integer.")]
    [InlineData("usagePlan/quota/limit", "0", "usagePlan.quota.limit: found 0 (line 1); expected 1 or more.")]
    [InlineData("accountId", "\"1234\"", "accountId: found \"1234\" (line 1); expected 12 digits.")]
    [InlineData("name", "\"\"", "name: found \"\" (line 1); expected a string that is not empty.")]
    [InlineData("routes", "[]", "routes: found an empty array (line 1); expected at least one item.")]
    [InlineData("stage/name", Remove, "stage.name: found nothing (line 1); expected a value.")]
    [InlineData(
        "stage/nmae",
        "1",
        "stage.nmae: found an unknown field (line 1); expected one of name, deploymentId, variables, throttle."
    )]
    [InlineData(
        "function/environment",
        """{ "a-b": "c" }""",
        "function.environment.a-b: found an unknown field (line 1); expected names of letters, digits and _."
    )]
    [InlineData("usagePlan", "[1]", "usagePlan: found an array (line 1); expected an object or null.")]
    [InlineData(
        "apiKeys/0/value",
        "\"secret\"",
        "apiKeys[0].value: found 6 characters (line 1); expected 20 to 128 printable ASCII characters."
    )]
    [InlineData("apiKeys/0/id", "{ \"a\": 1 }", "apiKeys[0].id: found an object (line 1); expected a string.")]
    [InlineData(
        "usagePlan/throttle/burstLimit",
        "3000000000",
        "usagePlan.throttle.burstLimit: found 3000000000 (line 1); expected 0 to 2147483647."
    )]
    public void A_fault_is_one_sentence_with_field_found_and_expected(string field, string value, string sentence)
    {
        var error = Assert.Throws<ApiDescriptionException>(() => ApiDescription.Parse(Change(Full, field, value)));
        Assert.Equal($"description: {sentence}", error.Message);
    }

    [Theory]
    [InlineData("{", "description: file: found 'Expected depth to be zero")]
    [InlineData("{ 'name': 1 }", "description: file: found '''")]
    [InlineData("null", "description: file: found null (line 1); expected an object.")]
    public void Text_that_is_not_a_JSON_object_is_refused(string json, string message) =>
        Assert.StartsWith(
            message,
            Assert.Throws<ApiDescriptionException>(() => ApiDescription.Parse(json)).Message,
            StringComparison.Ordinal
        );

    private static Task<JsonSchema> SchemaAsync() =>
        JsonSchema.FromFileAsync(Path.Combine(Folder, "api.schema.json"), TestContext.Current.CancellationToken);

    private static void AssertSameFields(JsonTypeInfo type, JsonSchema schema)
    {
        Assert.False(schema.AllowAdditionalProperties);
        Assert.Equal(type.Properties.Select(p => p.Name).Order(), schema.Properties.Keys.Order());
        Assert.Equal(
            type.Properties.Where(p => p.IsRequired).Select(p => p.Name).Order(),
            schema.RequiredProperties.Order()
        );
        Assert.All(
            schema.Properties,
            p => Assert.False(string.IsNullOrEmpty(p.Value.Description ?? p.Value.ActualSchema.Description), p.Key)
        );
    }
}
