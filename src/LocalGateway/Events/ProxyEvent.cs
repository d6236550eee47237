using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Requests;
using ClothesClassification.LocalGateway.Routing;

namespace ClothesClassification.LocalGateway.Events;

/// <summary>What goes into the event of a request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Match">Its route.</param>
/// <param name="Key">Its key, where the route requires one.</param>
/// <param name="Body">Its body.</param>
/// <param name="Ids">What it is called.</param>
/// <param name="Time">When it came in.</param>
internal sealed record ProxyEvent(
    ApiRequest Request,
    RouteMatch Match,
    ApiKeyDescription? Key,
    ReadOnlyMemory<byte> Body,
    RequestIds Ids,
    DateTimeOffset Time
);
