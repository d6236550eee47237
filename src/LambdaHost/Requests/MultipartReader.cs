using System.Text;
using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Requests;

/// <summary>
/// Reads multipart/form-data: RFC 7578 and RFC 2046, section 5.1. Files are slices of the body; nothing is copied, which
/// is why it is hand-written.
/// </summary>
/// <param name="maxPhotos">Files in one request, at most.</param>
internal sealed class MultipartReader(int maxPhotos)
{
    private const int MaxFieldBytes = 4096;
    private const int MaxParts = 1024;

    // The longest file name of common file systems. Names come back as ids.
    private const int MaxNameLength = 255;
    private readonly List<RequestedPhoto> photos = [];
    private string input = "multipart";

    /// <exception cref="ProblemException">The body is not as it should be.</exception>
    public PredictRequest Read(Memory<byte> body, ReadOnlySpan<char> boundary, AnswerOptions options)
    {
        if (boundary.IsEmpty || boundary.Length > 70)
            throw Malformed("The Content-Type has no boundary of 1 to 70 characters; let your HTTP library write it.");
        var delimiter = Encoding.UTF8.GetBytes($"\r\n--{boundary}");
        // The first delimiter stands at the start of the body, or behind a preamble.
        var rest = body.Span.StartsWith(delimiter.AsSpan(2)) ? body[(delimiter.Length - 2)..] : After(body, delimiter);
        for (var parts = 0; !rest.Span.StartsWith("--"u8); parts++)
        {
            if (parts == MaxParts)
                throw Malformed($"The body has more than {MaxParts} parts.");
            var start = rest.Span.IndexOf("\r\n"u8);
            if (start < 0)
                throw Malformed("A boundary is not followed by a line break.");
            // The line end is kept: it ends the (possibly empty) block of headers.
            var part = rest[start..];
            var end = part.Span.IndexOf(delimiter);
            if (end < 0)
                throw Malformed("The last boundary is missing; the body seems to be cut off.");
            ReadPart(part[..end], options);
            rest = part[(end + delimiter.Length)..];
        }

        if (photos.Count == 0)
            throw new ProblemException(ProblemKinds.MissingPhoto, "The form has no file; add one, or a field url.");
        return new PredictRequest(photos, photos.Count > 1, options.Build(), input);
    }

    private void ReadPart(Memory<byte> part, AnswerOptions options)
    {
        var end = part.Span.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            throw Malformed("A part has no empty line between its headers and its content.");
        var headers = Encoding.UTF8.GetString(part.Span[..end]);
        var content = part[(end + 4)..];
        var disposition = new MediaType(Header(headers, "content-disposition"));
        var name = FileName.Of(disposition, "name");
        var file = FileName.Of(disposition);
        if (Math.Max(name.Length, file.Length) > MaxNameLength)
            throw new ProblemException(
                ProblemKinds.InvalidField,
                $"A part has a name or file name of more than {MaxNameLength} characters; shorten it."
            );
        if (file.Length > 0 || new MediaType(Header(headers, "content-type")).IsPhoto)
            Add(new RequestedPhoto { Id = file.Length > 0 ? file : name, Bytes = content });
        else
            ReadField(name, content.Span, options);
    }

    private void ReadField(string name, ReadOnlySpan<byte> content, AnswerOptions options)
    {
        if (content.Length > MaxFieldBytes)
            throw new ProblemException(
                ProblemKinds.InvalidField,
                $"The field '{Shown(name)}' has more than {MaxFieldBytes:N0} bytes; send a photo as a file, with a file name."
            );
        var value = Encoding.UTF8.GetString(content);
        if (name == "url")
        {
            input = "url";
            Add(new RequestedPhoto { Url = value });
            return;
        }

        options.TrySet(name, value);
    }

    private void Add(RequestedPhoto photo)
    {
        if (photos.Count == maxPhotos)
            throw new ProblemException(
                ProblemKinds.TooManyPhotos,
                $"The form has more than {maxPhotos} photos; send the others in further requests."
            );
        photos.Add(photo);
    }

    private static string Header(string headers, string name)
    {
        foreach (var line in headers.AsSpan().EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon > 0 && line[..colon].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return line[(colon + 1)..].Trim().ToString();
        }

        return "";
    }

    private static Memory<byte> After(Memory<byte> body, ReadOnlySpan<byte> delimiter)
    {
        var start = body.Span.IndexOf(delimiter);
        return start >= 0
            ? body[(start + delimiter.Length)..]
            : throw Malformed("The body does not contain the boundary that the Content-Type names.");
    }

    private static string Shown(string name) => name.Length > 64 ? name[..64] : name;

    private static ProblemException Malformed(string detail) => new(ProblemKinds.MalformedMultipart, detail);
}
