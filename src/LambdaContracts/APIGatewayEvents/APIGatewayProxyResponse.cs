#nullable disable
namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>The function's answer to a proxy integration.</summary>
public class APIGatewayProxyResponse
{
    /// <summary>Status of the HTTP response.</summary>
    public int StatusCode { get; set; }

    /// <summary>Headers of the HTTP response.</summary>
    public IDictionary<string, string> Headers { get; set; }
}
