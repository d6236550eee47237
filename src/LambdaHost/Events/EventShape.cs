namespace ClothesClassification.LambdaHost.Events;

/// <summary>What tells one shape of event from another, gathered while reading.</summary>
internal struct EventShape
{
    /// <summary>It has a requestContext: it came through API Gateway or a function URL.</summary>
    public bool HasContext;

    /// <summary>It has a url or an image itself: it is a direct invocation, if nothing else.</summary>
    public bool IsDirect;

    /// <summary>Method of a format 2.0 event, from its requestContext.</summary>
    public string? Method;

    /// <summary>Path of a format 2.0 event, with the stage.</summary>
    public string? RawPath;
}
