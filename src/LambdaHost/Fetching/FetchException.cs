namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>
/// A photo could not be fetched, or was not allowed to be. The message is a sentence for the client that says what to do;
/// it never names an address that the client did not write.
/// </summary>
/// <param name="code">A stable word for the kind of fault; all are in <see cref="FetchErrors"/>.</param>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="logDetail">What only the log may learn.</param>
/// <param name="innerException">What the network said.</param>
internal sealed class FetchException(
    string code,
    string message,
    string? logDetail = null,
    Exception? innerException = null
) : Exception(message, innerException)
{
    /// <summary>A stable word for the kind of fault, such as <c>address-not-allowed</c>.</summary>
    public string Code => code;

    /// <summary>
    /// Host, address and reason. Never the URL's path or query, which may hold secrets, nor the server's text; the inner
    /// exception can quote the latter.
    /// </summary>
    public string? LogDetail => logDetail;

    /// <summary>The same fault, of what the client's URL redirects to: the original URL itself is allowed.</summary>
    /// <param name="from">The host that redirected.</param>
    public FetchException AfterRedirect(string from) =>
        new(
            Code,
            $"After a redirect: {Message}",
            LogDetail is null ? $"redirected from {from}" : $"{LogDetail}; redirected from {from}",
            InnerException
        );
}
