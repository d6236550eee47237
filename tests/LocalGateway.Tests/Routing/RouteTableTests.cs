using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Routing;

namespace ClothesClassification.LocalGateway.Tests.Routing;

public sealed class RouteTableTests
{
    private static readonly string[] Routes =
    [
        "GET /",
        "GET /photos",
        "POST /photos",
        "ANY /photos/{id}",
        "GET /photos/{id}",
        "GET /photos/best",
        "GET /photos/{id}/tags/{tag}",
        "ANY /files/{proxy+}",
        "GET /{proxy+}",
    ];

    [Theory]
    [InlineData("GET", "/", "GET /")]
    [InlineData("POST", "/", null)]
    [InlineData("GET", "/photos", "GET /photos")]
    [InlineData("GET", "/photos/", "GET /photos")]
    [InlineData("DELETE", "/photos", null)]
    [InlineData("GET", "/photos/best", "GET /photos/best")]
    [InlineData("POST", "/photos/best", null)]
    [InlineData("GET", "/photos/7", "GET /photos/{id}")]
    [InlineData("PUT", "/photos/7", "ANY /photos/{id}")]
    [InlineData("GET", "/photos/7/tags/red", "GET /photos/{id}/tags/{tag}")]
    [InlineData("GET", "/photos/7/tags", "GET /{proxy+}")]
    [InlineData("PATCH", "/files/a/b/c", "ANY /files/{proxy+}")]
    [InlineData("GET", "/files", "GET /{proxy+}")]
    [InlineData("GET", "/else", "GET /{proxy+}")]
    [InlineData("POST", "/else", null)]
    [InlineData("GET", "/ph%6Ftos", "GET /photos")]
    [InlineData("GET", "no-slash", null)]
    public void The_most_specific_resource_wins_and_then_its_method(string method, string path, string? expected)
    {
        var found = new RouteTable(Api()).Find(method, path)?.Route.Description;
        Assert.Equal(expected, found is null ? null : $"{found.Method} {found.Path}");
    }

    private static ApiDescription Api() =>
        Gateway.Api with
        {
            Routes = Routes
                .Select(r => new RouteDescription
                {
                    Method = r.Split(' ')[0],
                    Path = r.Split(' ')[1],
                    Integration = new IntegrationDescription { Type = IntegrationDescription.Proxy },
                })
                .ToList(),
        };
}
