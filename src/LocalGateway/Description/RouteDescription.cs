namespace ClothesClassification.LocalGateway.Description;

/// <summary>A method of a resource.</summary>
public sealed record RouteDescription
{
    /// <summary>Path of the resource: <c>/predict</c>, <c>/photos/{id}</c>, <c>/{proxy+}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>HTTP method in capitals, or ANY.</summary>
    public required string Method { get; init; }

    /// <summary>Operation name, as it stands in events.</summary>
    public string? OperationName { get; init; }

    /// <summary>Whether a request has to carry a key in <c>x-api-key</c>. Default: false.</summary>
    public bool ApiKeyRequired { get; init; }

    /// <summary>
    /// Parameters, by name (<c>method.request.header.X</c>, <c>method.request.querystring.X</c>,
    /// <c>method.request.path.X</c>), and whether a request has to have them.
    /// </summary>
    public IReadOnlyDictionary<string, bool> RequestParameters { get; set; } = new Dictionary<string, bool>();

    /// <summary>Name of a model by media type of the body.</summary>
    public IReadOnlyDictionary<string, string> RequestModels { get; set; } = new Dictionary<string, string>();

    /// <summary>What is checked before the integration; null: nothing.</summary>
    public RequestValidatorDescription? RequestValidator { get; init; }

    /// <summary>What answers.</summary>
    public required IntegrationDescription Integration { get; init; }
}

/// <summary>What of a request is checked before it goes to the integration.</summary>
public sealed record RequestValidatorDescription
{
    /// <summary>Whether the body has to match its model.</summary>
    public bool ValidateRequestBody { get; init; }

    /// <summary>Whether the required parameters have to be there.</summary>
    public bool ValidateRequestParameters { get; init; }
}
