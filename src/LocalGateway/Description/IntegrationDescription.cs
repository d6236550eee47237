namespace ClothesClassification.LocalGateway.Description;

/// <summary>What answers the requests of a route.</summary>
public sealed record IntegrationDescription
{
    /// <summary>Type of an integration with the function: the whole request goes in, the whole answer comes out.</summary>
    public const string Proxy = "AWS_PROXY";

    /// <summary>Type of an integration that answers by itself.</summary>
    public const string Mock = "MOCK";

    /// <summary>Value of <see cref="ContentHandling"/> with which a request is read as text.</summary>
    public const string ConvertToText = "CONVERT_TO_TEXT";

    /// <summary>AWS_PROXY or MOCK.</summary>
    public required string Type { get; init; }

    /// <summary>How long the gateway waits for an answer, in milliseconds: 50 to 300,000. Default: 29,000.</summary>
    public int TimeoutMs { get; set; } = 29_000;

    /// <summary>
    /// MOCK only: CONVERT_TO_TEXT, CONVERT_TO_BINARY or null. Without CONVERT_TO_TEXT a MOCK fails with 500 where
    /// <see cref="ApiDescription.BinaryMediaTypes"/> has <c>*/*</c>, as API Gateway's does.
    /// </summary>
    public string? ContentHandling { get; init; }

    /// <summary>MOCK only: a template by media type, of the form <c>{"statusCode": 204}</c>.</summary>
    public IReadOnlyDictionary<string, string> RequestTemplates { get; set; } = new Dictionary<string, string>();

    /// <summary>MOCK only: the answers.</summary>
    public IReadOnlyList<IntegrationResponseDescription> Responses { get; set; } = [];
}

/// <summary>An answer of a MOCK integration.</summary>
public sealed record IntegrationResponseDescription
{
    /// <summary>Status, 100 to 599, which the request template asks for.</summary>
    public required int StatusCode { get; init; }

    /// <summary>Headers, by <c>method.response.header.NAME</c>: a text in single quotes.</summary>
    public IReadOnlyDictionary<string, string> ResponseParameters { get; set; } = new Dictionary<string, string>();

    /// <summary>Body by media type.</summary>
    public IReadOnlyDictionary<string, string> ResponseTemplates { get; set; } = new Dictionary<string, string>();
}
