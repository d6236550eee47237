namespace ClothesClassification.LambdaHost.Events;

/// <summary>The form in which the sender of an HTTP event expects the response.</summary>
internal enum Envelope
{
    /// <summary>API Gateway, payload formats 1.0 and 2.0, and function URLs.</summary>
    ApiGateway,

    /// <summary>An Application Load Balancer.</summary>
    LoadBalancer,

    /// <summary>An Application Load Balancer whose target group has multi-value headers on: it ignores <c>headers</c>.</summary>
    LoadBalancerMultiValue,
}
