using System.Text.Json.Nodes;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost.Tests.OpenApi;

/// <summary>The document that GET /openapi.json gives says what the code does: no more, no less.</summary>
public sealed class OpenApiTests
{
    private static readonly JsonNode Document = JsonNode.Parse(EmbeddedFile.Read("openapi.json"))!;

    [Fact]
    public void The_document_has_the_routes_of_the_code_and_no_others()
    {
        using var services = new HostServices(
            new HostSettings { Classifier = new() { ModelFolder = SharedData.ModelFolder } },
            new JsonLog(Stream.Null, LogLevel.Info, TimeProvider.System)
        );
        var documented = Document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"));

        Assert.Equal(
            services.Routes.Select(route => $"{route.Method} {route.Path}").Order(),
            documented.Order(),
            StringComparer.Ordinal
        );
        services.Model.Wait(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void The_document_has_the_problem_types_of_the_code_and_no_others()
    {
        var documented = Document["components"]!["schemas"]!["ProblemType"]!["enum"]!.AsArray().Select(t => $"{t}");

        Assert.Equal(ProblemKinds.All.Select(kind => kind.Type).Order(), documented.Order(), StringComparer.Ordinal);
    }

    [Fact]
    public void Every_status_of_a_problem_is_a_response_of_predict()
    {
        var responses = Document["paths"]!["/predict"]!["post"]!["responses"]!.AsObject();
        // 404 and 405 belong to no route of the document; 503 is answered by the others only.
        var statuses = ProblemKinds.All.Select(kind => kind.Status).Distinct().Except([404, 405, 503]);

        Assert.All(statuses, status => Assert.True(responses.ContainsKey($"{status}"), $"{status} is not documented."));
    }

    [Theory]
    [InlineData("PhotoAnswer", typeof(PhotoAnswer))]
    [InlineData("PhotosAnswer", typeof(PhotosAnswer))]
    [InlineData("PhotoResult", typeof(PhotoResult))]
    [InlineData("Problem", typeof(ProblemJson))]
    [InlineData("Health", typeof(HealthAnswer))]
    [InlineData("Model", typeof(ModelAnswer))]
    public void Every_schema_of_an_answer_has_the_members_of_its_type(string schema, Type type)
    {
        var documented = Document["components"]!["schemas"]![schema]!["properties"]!.AsObject().Select(p => p.Key);
        var members = type.GetProperties()
            .Where(property => property.Name != "EqualityContract")
            .Select(property => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name));

        Assert.Equal(members.Order(), documented.Order(), StringComparer.Ordinal);
    }

    [Fact]
    public void Every_reference_leads_to_a_component()
    {
        var references = References(Document).Distinct().ToList();

        Assert.NotEmpty(references);
        Assert.All(
            references,
            reference =>
                Assert.NotNull(reference.Split('/')[1..].Aggregate((JsonNode?)Document, (node, name) => node?[name]))
        );
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject item => item.SelectMany(member =>
                member.Key == "$ref" ? [$"{member.Value}"] : References(member.Value)
            ),
            JsonArray items => items.SelectMany(References),
            _ => [],
        };

    [Fact]
    public void The_page_on_the_api_lists_every_problem()
    {
        var page = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "docs", "api.md"));

        Assert.All(
            ProblemKinds.All,
            kind =>
                Assert.Single(
                    page,
                    line =>
                        line.StartsWith($"| {kind.Status} |", StringComparison.Ordinal)
                        && line.Contains($"`{kind.Code}`", StringComparison.Ordinal)
                )
        );
    }
}
