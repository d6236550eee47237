namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>Finds every fault in <see cref="FetchOptions"/> at once.</summary>
internal static class FetchOptionsChecker
{
    /// <summary>Longest time that a timer takes is far more; a Lambda function lives for 15 minutes at most.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(15);

    /// <summary>One sentence for each fault; empty where the options are good.</summary>
    public static IReadOnlyList<string> Faults(FetchOptions options)
    {
        var faults = new List<string>();
        foreach (var host in options.AllowedHosts.Where(host => !HostAllowList.IsPattern(host)))
            faults.Add(
                $"Allowed host '{host}' is not a host name; write example.com, or .example.com for all below it."
            );
        foreach (var port in options.AllowedPorts.Where(port => port is < 1 or > 65535))
            faults.Add($"Allowed port {port} is not between 1 and 65535.");
        if (options.ConnectTimeout <= TimeSpan.Zero || options.ConnectTimeout > LongestTimeout)
            faults.Add(
                $"The connect timeout is {options.ConnectTimeout}; it must be more than 0 and at most 15 minutes."
            );
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > LongestTimeout)
            faults.Add($"The timeout is {options.Timeout}; it must be more than 0 and at most 15 minutes.");
        if (options.MaxBytes is < 1 or > 1_000_000_000)
            faults.Add($"The limit of {options.MaxBytes} bytes is not between 1 and 1,000,000,000.");
        if (options.MaxRedirects is < 0 or > 20)
            faults.Add($"The limit of {options.MaxRedirects} redirects is not between 0 and 20.");
        if (!IsUserAgent(options.UserAgent))
            faults.Add(
                "The user agent is empty or has characters outside of ASCII; write it as in name/1.0 (+https://example.com)."
            );
        if (!string.IsNullOrEmpty(options.RuntimeApi) && RuntimeApiEndpoint.Parse(options.RuntimeApi) is null)
            faults.Add($"The runtime API's address '{options.RuntimeApi}' is not of the form host:port.");
        return faults;
    }

    private static bool IsUserAgent(string value) =>
        !string.IsNullOrWhiteSpace(value) && value.All(c => c is >= ' ' and <= '~');
}
