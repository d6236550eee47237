using Amazon.Lambda.APIGatewayEvents;
using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>Finds what answers a request.</summary>
/// <param name="routes">All routes.</param>
/// <param name="cors">Answers OPTIONS where CORS is on.</param>
internal sealed class Router(IReadOnlyList<Route> routes, Cors cors)
{
    /// <exception cref="ProblemException">There is no such resource, or it does not have the method.</exception>
    public Route Find(APIGatewayProxyRequest request)
    {
        var path = PathOf(request);
        var methods = routes.Where(route => route.Path == path).ToList();
        if (methods.Count == 0)
            throw new ProblemException(
                ProblemKinds.NotFound,
                $"There is {string.Join(", ", routes.Select(route => $"{route.Method} {route.Path}"))}."
            );
        if (request.HttpMethod == "OPTIONS" && cors.IsOn)
            return new Route("OPTIONS", path, _ => ValueTask.FromResult(Cors.Preflight(AllowOf(methods))));
        return methods.Find(route => route.Method == request.HttpMethod) ?? throw NotAllowed(path, AllowOf(methods));
    }

    // A REST API sends the resource; format 2.0 has the stage in front of the path, unless it is $default; a custom
    // domain can have a base path in front of it.
    private string PathOf(APIGatewayProxyRequest request)
    {
        if (routes.Any(route => route.Path == request.Resource))
            return request.Resource;
        var path = request.Path.Length > 1 ? request.Path.TrimEnd('/') : request.Path;
        var stage = "/" + request.RequestContext.Stage + "/";
        return path.StartsWith(stage, StringComparison.Ordinal) ? path[(stage.Length - 1)..] : path;
    }

    private static ProblemException NotAllowed(string path, string allow) =>
        new(new Problem(ProblemKinds.MethodNotAllowed, $"{path} has {allow}.") { Allow = allow });

    private string AllowOf(List<Route> methods) =>
        string.Join(", ", methods.Select(route => route.Method).Concat(cors.IsOn ? ["OPTIONS"] : []));
}
