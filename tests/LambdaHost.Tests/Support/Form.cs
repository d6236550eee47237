using System.Text;

namespace ClothesClassification.LambdaHost.Tests.Support;

/// <summary>Writes multipart/form-data byte by byte, so that a test can get it wrong.</summary>
internal sealed class Form(string boundary)
{
    private readonly List<byte> parts = [];

    public Form Field(string name, string value) =>
        Part($"Content-Disposition: form-data; name=\"{name}\"", Encoding.UTF8.GetBytes(value));

    public Form File(string name, string fileName, byte[] bytes) =>
        Part(
            $"Content-Disposition: form-data; name=\"{name}\"; filename=\"{fileName}\"\r\nContent-Type: image/png",
            bytes
        );

    /// <param name="headers">Header lines, without the empty one.</param>
    /// <param name="content">What stands behind the empty line.</param>
    public Form Part(string headers, byte[] content)
    {
        Write($"--{boundary}\r\n{headers}\r\n\r\n");
        parts.AddRange(content);
        Write("\r\n");
        return this;
    }

    public byte[] Bytes() => [.. parts, .. Encoding.UTF8.GetBytes($"--{boundary}--\r\n")];

    private void Write(string text) => parts.AddRange(Encoding.UTF8.GetBytes(text));
}
