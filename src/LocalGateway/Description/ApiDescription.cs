using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClothesClassification.LocalGateway.Description;

/// <summary>
/// What the gateway needs to know of a REST API: its routes, keys, usage plan, stage, media types and function. Names and
/// values are those of API Gateway's own API, so that a description can be made from a deployed one. As JSON:
/// <c>api.schema.json</c> beside this file.
/// </summary>
/// <remarks>
/// Properties with a default have a setter: the serializer's generated code passes every init-only property, and so would
/// overwrite the default of one that the file leaves out.
/// </remarks>
public sealed record ApiDescription
{
    /// <summary>Address of the schema, for editors; not read.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Name of the API.</summary>
    public required string Name { get; init; }

    /// <summary>Identifier of the API, as it stands in its address and in events.</summary>
    public string Id { get; set; } = "local00000";

    /// <summary>Region, as it stands in the address, in ARNs and in the function's environment.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Account, as it stands in ARNs and events: 12 digits.</summary>
    public string AccountId { get; set; } = "000000000000";

    /// <summary>The stage, whose name is the first segment of every path.</summary>
    public required StageDescription Stage { get; init; }

    /// <summary>Media types of requests and answers that are binary: <c>image/png</c>, <c>image/*</c> or <c>*/*</c>.</summary>
    public IReadOnlyList<string> BinaryMediaTypes { get; set; } = [];

    /// <summary>The function behind the routes with an AWS_PROXY integration.</summary>
    public required FunctionDescription Function { get; init; }

    /// <summary>The methods of the API's resources.</summary>
    public required IReadOnlyList<RouteDescription> Routes { get; init; }

    /// <summary>Keys that the usage plan covers.</summary>
    public IReadOnlyList<ApiKeyDescription> ApiKeys { get; set; } = [];

    /// <summary>Limits that hold for each key; null: none.</summary>
    public UsagePlanDescription? UsagePlan { get; init; }

    /// <summary>Changes of the gateway's own answers, by type: <c>DEFAULT_4XX</c>, <c>THROTTLED</c>, ...</summary>
    public IReadOnlyDictionary<string, GatewayResponseDescription> GatewayResponses { get; set; } =
        new Dictionary<string, GatewayResponseDescription>();

    /// <summary>JSON schemas (draft 4) for request bodies, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Models { get; set; } = new Dictionary<string, JsonElement>();

    /// <summary>The API of this project as it is deployed, without keys.</summary>
    public static ApiDescription Default { get; } = DescriptionReader.ReadDefault();

    /// <summary>Reads a description.</summary>
    /// <exception cref="ApiDescriptionException">The file cannot be read, or does not describe an API.</exception>
    public static ApiDescription Load(string path) => DescriptionReader.ReadFile(path);

    /// <summary>Reads a description from JSON.</summary>
    /// <exception cref="ApiDescriptionException">The text does not describe an API.</exception>
    public static ApiDescription Parse(string json) => DescriptionReader.Parse(json, "description");
}
