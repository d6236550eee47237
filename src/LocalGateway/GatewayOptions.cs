using System.Net;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Runtime;

namespace ClothesClassification.LocalGateway;

/// <summary>How a gateway is run.</summary>
public sealed record GatewayOptions
{
    /// <summary>The API. Default: <see cref="ApiDescription.Default"/>, which has no keys.</summary>
    public ApiDescription Api { get; init; } = ApiDescription.Default;

    /// <summary>Program and arguments that start one process of the function.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Folder that the function runs in: <c>LAMBDA_TASK_ROOT</c>. Default: the current one.</summary>
    public string TaskRoot { get; init; } = Environment.CurrentDirectory;

    /// <summary>Variables for the function, besides those of this process and of the description.</summary>
    public IReadOnlyDictionary<string, string> FunctionEnvironment { get; init; } = new Dictionary<string, string>();

    /// <summary>Address to listen on. Default: 127.0.0.1. Others open the API to other machines.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port, 0 to 65,535; 0: a free one. Default: 8080.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Processes of the function at most, 1 to 1,000; each has one invocation at a time. Default: 2.</summary>
    public int Concurrency { get; init; } = 2;

    /// <summary>Processes that are started in advance, as provisioned concurrency. Default: 0.</summary>
    public int Warm { get; init; }

    /// <summary>Folder whose files are served as <c>/samples/NAME</c>; null: none.</summary>
    public string? SamplesFolder { get; init; }

    /// <summary>How long a process may take to its first request for an event. Default: 10 seconds, as Lambda.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an invocation may take; null: as the description says.</summary>
    public TimeSpan? FunctionTimeout { get; init; }

    internal FunctionSettings ToFunctionSettings() =>
        new()
        {
            Function = Api.Function,
            Command = Command,
            TaskRoot = TaskRoot,
            Region = Api.Region,
            AccountId = Api.AccountId,
            Environment = FunctionEnvironment,
            Concurrency = Concurrency,
            InitTimeout = InitTimeout,
            Timeout = FunctionTimeout ?? TimeSpan.FromSeconds(Api.Function.TimeoutSeconds),
        };
}
