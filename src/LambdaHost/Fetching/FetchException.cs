namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>
/// A photo could not be fetched, or was not allowed to be. The message is a sentence for the client that says what to do;
/// it never names an address that the client did not write.
/// </summary>
internal sealed class FetchException : Exception
{
    public FetchException(string code, int status, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Status = status;
    }

    /// <summary>A stable word for the kind of fault, such as <c>address-not-allowed</c>; all are in <see cref="FetchErrors"/>.</summary>
    public string Code { get; }

    /// <summary>
    /// HTTP status for the client: 400 where the URL is malformed, 422 where it is refused or its owner must change it, 424
    /// where the other server failed.
    /// </summary>
    public int Status { get; }

    /// <summary>The status that the other server answered with, where that is the fault.</summary>
    public int? UpstreamStatus { get; init; }

    /// <summary>
    /// What only the log may learn: host, address and reason. Never the URL's path or query, which may hold secrets, nor
    /// the server's text; the inner exception can quote the latter.
    /// </summary>
    public string? LogDetail { get; init; }

    /// <summary>Whether the fault is that of a URL, or of a server, that the client's URL redirects to.</summary>
    public bool IsAfterRedirect { get; private init; }

    /// <summary>The same fault, told as one behind a redirect: the client's own URL looks innocent.</summary>
    /// <param name="from">The host that redirected.</param>
    public FetchException AfterRedirect(string from) =>
        IsAfterRedirect
            ? this
            : new FetchException(Code, Status, $"After a redirect: {Message}", InnerException)
            {
                UpstreamStatus = UpstreamStatus,
                LogDetail = LogDetail is null ? $"redirected from {from}" : $"{LogDetail}; redirected from {from}",
                IsAfterRedirect = true,
            };
}
