namespace ClothesClassification.LambdaHost.Answers;

/// <summary>A way in which a request can be wrong, or the function fail.</summary>
/// <param name="Code">A stable word, the end of <see cref="Type"/>.</param>
/// <param name="Status">Status of the response.</param>
/// <param name="Title">What is wrong, the same for every occurrence.</param>
internal sealed record ProblemKind(string Code, int Status, string Title)
{
    public const string TypePrefix = "urn:clothes-classification:problem:";

    /// <summary>Identifies the kind to clients.</summary>
    public string Type { get; } = TypePrefix + Code;

    /// <summary>The code as Lambda's error types are written, such as <c>UnsupportedFormat</c>.</summary>
    public string ErrorType =>
        string.Concat(Code.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}

/// <summary>Every kind of problem; the OpenAPI document lists the same.</summary>
internal static class ProblemKinds
{
    private const string FetchPrefix = "fetch-";

    public static readonly ProblemKind EmptyBody = new("empty-body", 400, "The request has no body");
    public static readonly ProblemKind BrokenBase64 = new("broken-base64", 400, "The base64 is damaged");
    public static readonly ProblemKind BodyNotBinary = new("body-not-binary", 400, "The photo was delivered as text");
    public static readonly ProblemKind MalformedJson = new("malformed-json", 400, "The body is not valid JSON");
    public static readonly ProblemKind MalformedMultipart = new(
        "malformed-multipart",
        400,
        "The body is not valid multipart/form-data"
    );
    public static readonly ProblemKind MissingPhoto = new("missing-photo", 400, "The request names no photo");
    public static readonly ProblemKind InvalidField = new(
        "invalid-field",
        400,
        "A field has a value of the wrong kind"
    );
    public static readonly ProblemKind TooManyPhotos = new("too-many-photos", 400, "The request has too many photos");
    public static readonly ProblemKind NotFound = new("not-found", 404, "There is no such resource");
    public static readonly ProblemKind MethodNotAllowed = new(
        "method-not-allowed",
        405,
        "The resource does not have this method"
    );
    public static readonly ProblemKind NotAcceptable = new("not-acceptable", 406, "No accepted type can be sent");
    public static readonly ProblemKind PayloadTooLarge = new("payload-too-large", 413, "The request is too large");
    public static readonly ProblemKind AnswerTooLarge = new("answer-too-large", 422, "The answer would be too large");
    public static readonly ProblemKind UnsupportedMediaType = new(
        "unsupported-media-type",
        415,
        "The body's type is not supported"
    );
    public static readonly ProblemKind Internal = new("internal-error", 500, "The function failed");
    public static readonly ProblemKind NotReady = new("not-ready", 503, "The model is still being loaded");
    public static readonly ProblemKind DeadlineExceeded = new("deadline-exceeded", 504, "The function ran out of time");

    /// <summary>What is wrong with a photo itself, by <see cref="Inference.Photos.PhotoException.Code"/>.</summary>
    public static readonly IReadOnlyList<ProblemKind> Photo =
    [
        new("empty", 422, "The photo has no bytes"),
        new("unsupported-format", 422, "The photo's format is not supported"),
        new("too-many-bytes", 422, "The photo has too many bytes"),
        new("too-many-pixels", 422, "The photo has too many pixels"),
        new("side-too-long", 422, "A side of the photo is too long"),
        new("truncated", 422, "The photo is cut off"),
        new("corrupt", 422, "The photo is damaged"),
    ];

    /// <summary>Why a photo could not be fetched, by <see cref="Fetching.FetchException.Code"/>; its README says when.</summary>
    public static readonly IReadOnlyList<ProblemKind> Fetch =
    [
        Fetching("invalid-url", 400),
        Fetching("disabled", 422),
        Fetching("scheme-not-allowed", 422),
        Fetching("credentials-in-url", 422),
        Fetching("host-not-allowed", 422),
        Fetching("port-not-allowed", 422),
        Fetching("address-not-allowed", 422),
        Fetching("name-not-found", 422),
        Fetching("too-large", 422),
        Fetching("too-many-redirects", 422),
        Fetching("redirect-not-allowed", 422),
        Fetching("invalid-redirect", 424),
        Fetching("name-lookup-failed", 424),
        Fetching("connection-refused", 424),
        Fetching("connection-failed", 424),
        Fetching("connect-timeout", 424),
        Fetching("tls-failed", 424),
        Fetching("timeout", 424),
        Fetching("status", 424),
        Fetching("empty", 424),
        Fetching("incomplete", 424),
        Fetching("invalid-response", 424),
    ];

    /// <summary>Every kind.</summary>
    public static IEnumerable<ProblemKind> All =>
        [
            EmptyBody,
            BrokenBase64,
            BodyNotBinary,
            MalformedJson,
            MalformedMultipart,
            MissingPhoto,
            InvalidField,
            TooManyPhotos,
            NotFound,
            MethodNotAllowed,
            NotAcceptable,
            PayloadTooLarge,
            UnsupportedMediaType,
            AnswerTooLarge,
            .. Photo,
            .. Fetch,
            Internal,
            NotReady,
            DeadlineExceeded,
        ];

    public static ProblemKind OfFetch(string code) => Fetch.First(kind => kind.Code == FetchPrefix + code);

    public static ProblemKind OfPhoto(string code) => Photo.First(kind => kind.Code == code);

    private static ProblemKind Fetching(string code, int status) =>
        new(FetchPrefix + code, status, "The photo could not be fetched");
}
