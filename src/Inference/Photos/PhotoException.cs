namespace ClothesClassification.Inference.Photos;

/// <summary>
/// A photo that cannot be classified. The message says what is wrong and what to do, and can be shown to whoever sent the
/// photo.
/// </summary>
public abstract class PhotoException : Exception
{
    private protected PhotoException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>A stable word for the kind of fault, such as <c>unsupported-format</c>: for logs, metrics and answers.</summary>
    public string Code { get; }
}

/// <summary>There are no bytes.</summary>
public sealed class EmptyPhotoException : PhotoException
{
    internal EmptyPhotoException()
        : base("empty", "The photo has no bytes; send a JPEG, PNG, WebP, GIF or BMP file.") { }
}

/// <summary>The bytes are not of a format that is decoded.</summary>
public sealed class UnsupportedPhotoFormatException : PhotoException
{
    internal UnsupportedPhotoFormatException(string detectedFormat)
        : base(
            "unsupported-format",
            detectedFormat == ForeignFormats.Unknown
                ? $"The photo's format is not supported: it is not recognised; send {PhotoFormatSniffer.Accepted}."
                : $"The photo's format is not supported: {detectedFormat} cannot be read here; save the photo as an ordinary {PhotoFormatSniffer.Accepted} file, and send that."
        ) => DetectedFormat = detectedFormat;

    /// <summary>What the bytes look like, such as <c>HEIC</c> or <c>lossless JPEG</c>; <c>unknown</c> if nothing is recognised.</summary>
    public string DetectedFormat { get; }
}

/// <summary>The photo is over one of the <see cref="PhotoLimits"/>.</summary>
public sealed class PhotoTooLargeException : PhotoException
{
    internal PhotoTooLargeException(PhotoLimit limit, long actual, long maximum)
        : base(
            limit switch
            {
                PhotoLimit.Bytes => "too-many-bytes",
                PhotoLimit.Pixels => "too-many-pixels",
                _ => "side-too-long",
            },
            limit switch
            {
                PhotoLimit.Bytes => $"The photo has {actual:N0} bytes or more; send at most {maximum:N0}.",
                PhotoLimit.Pixels => $"The photo has {actual:N0} pixels; send at most {maximum:N0}.",
                _ => $"The photo's longer side has {actual:N0} pixels; send at most {maximum:N0}.",
            }
        )
    {
        Limit = limit;
        Actual = actual;
        Maximum = maximum;
    }

    /// <summary>Which limit.</summary>
    public PhotoLimit Limit { get; }

    /// <summary>What the photo has; of a stream, what had been read when it was refused.</summary>
    public long Actual { get; }

    /// <summary>What is allowed.</summary>
    public long Maximum { get; }
}

/// <summary>One of the <see cref="PhotoLimits"/>.</summary>
public enum PhotoLimit
{
    /// <summary>Size of the encoded file in bytes.</summary>
    Bytes,

    /// <summary>Width times height.</summary>
    Pixels,

    /// <summary>The longer side, in pixels.</summary>
    Side,
}

/// <summary>The photo's data is damaged.</summary>
public class CorruptPhotoException : PhotoException
{
    internal CorruptPhotoException(string reason, Exception? innerException = null)
        : this("corrupt", $"The photo's data is damaged: {reason} Send the original file again.", innerException) { }

    private protected CorruptPhotoException(string code, string message, Exception? innerException)
        : base(code, message, innerException) { }
}

/// <summary>The photo's data ends before the picture does.</summary>
public sealed class TruncatedPhotoException : CorruptPhotoException
{
    internal TruncatedPhotoException()
        : base(
            "truncated",
            "The photo ends before the picture does, as after a broken upload; send the whole file.",
            null
        ) { }
}
