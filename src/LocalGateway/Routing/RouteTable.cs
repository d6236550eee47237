using System.Security.Cryptography;
using System.Text;
using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.LocalGateway.Routing;

/// <summary>Finds the route of a request: first the resource, then its method; no other resource is tried for a method it lacks.</summary>
internal sealed class RouteTable
{
    /// <summary>The method of a route that takes every method that its resource has no other route for.</summary>
    public const string AnyMethod = "ANY";

    private readonly (ResourcePath Path, ResourceMethod[] Routes)[] resources;

    public RouteTable(ApiDescription api)
    {
        resources = api
            .Routes.GroupBy(r => r.Path)
            .Select(g => (Path: new ResourcePath(g.Key), g.Select(r => new ResourceMethod(r)).ToArray()))
            .ToArray();
        Array.Sort(resources, (a, b) => a.Path.CompareTo(b.Path));
    }

    /// <returns>Null where the API has no such path or method.</returns>
    public RouteMatch? Find(string method, string path)
    {
        if (!path.StartsWith('/'))
            return null;
        foreach (var (resource, routes) in resources)
        {
            if (resource.Match(path) is not { } parameters)
                continue;
            var route =
                Array.Find(routes, r => r.Description.Method == method)
                ?? Array.Find(routes, r => r.Description.Method == AnyMethod);
            return route is null ? null : new RouteMatch(route, parameters);
        }

        return null;
    }
}

/// <summary>A method of a resource.</summary>
internal sealed class ResourceMethod(RouteDescription description)
{
    public RouteDescription Description { get; } = description;

    /// <summary>Identifier of the resource: six letters and digits, the same in each run.</summary>
    public string ResourceId { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(description.Path)))[..6];
}

/// <param name="Route">The route of a request.</param>
/// <param name="PathParameters">Values of its path's parameters, decoded.</param>
internal sealed record RouteMatch(ResourceMethod Route, IReadOnlyDictionary<string, string> PathParameters);
