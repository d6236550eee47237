#nullable disable
namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>A REST API's request as its proxy integration gives it to the function: payload format 1.0.</summary>
public class APIGatewayProxyRequest
{
    /// <summary>Path of the resource in the API, such as <c>/predict</c>.</summary>
    public string Resource { get; set; }

    /// <summary>Path of the URL, without the stage.</summary>
    public string Path { get; set; }

    /// <summary>Method of the request.</summary>
    public string HttpMethod { get; set; }

    /// <summary>The last value of each header; null where there are none.</summary>
    public IDictionary<string, string> Headers { get; set; }

    /// <summary>All values of each header; null where there are none.</summary>
    public IDictionary<string, IList<string>> MultiValueHeaders { get; set; }

    /// <summary>The last value of each query parameter; null where there are none.</summary>
    public IDictionary<string, string> QueryStringParameters { get; set; }

    /// <summary>All values of each query parameter; null where there are none.</summary>
    public IDictionary<string, IList<string>> MultiValueQueryStringParameters { get; set; }

    /// <summary>Where the request came through and from.</summary>
    public ProxyRequestContext RequestContext { get; set; }

    /// <summary>True where the body is base64.</summary>
    public bool IsBase64Encoded { get; set; }

    /// <summary>Where the request came through and from.</summary>
    public class ProxyRequestContext
    {
        /// <summary>API Gateway's id of the request.</summary>
        public string RequestId { get; set; }

        /// <summary>Name of the stage.</summary>
        public string Stage { get; set; }
    }
}
