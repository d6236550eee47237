using ClothesClassification.Cli.Options;

namespace ClothesClassification.Cli.Remote;

/// <summary>Where photos are sent, and the key for it. Nothing prints the key.</summary>
internal sealed class Endpoint
{
    private const string Route = "/predict";

    private Endpoint(Uri address, string? key)
    {
        Address = address;
        Key = key;
    }

    /// <summary>Address of POST /predict.</summary>
    public Uri Address { get; }

    /// <summary>The API key; null for an API without.</summary>
    public string? Key { get; }

    /// <param name="address">Address of a stage, with or without <c>/predict</c> behind it.</param>
    /// <param name="key">The API key; null or empty for none.</param>
    /// <param name="allowHttp">Whether the key may go over a network unencrypted.</param>
    /// <exception cref="UsageException">The address or the key cannot be used.</exception>
    public static Endpoint Parse(string address, string? key, bool allowHttp)
    {
        if (
            !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
        )
            throw new UsageException(
                "--endpoint must be an http or https address, such as https://abc123.execute-api.eu-west-1.amazonaws.com/test"
            );
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw new UsageException(
                "--endpoint must be an address without user name, ? or #; a key goes into CLOTHES_API_KEY."
            );
        if (string.IsNullOrEmpty(key))
            key = null;
        else if (!key.All(c => c is > ' ' and <= '~'))
            throw new UsageException("The API key holds spaces or characters that no key has; was it copied whole?");
        if (key is not null && uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback && !allowHttp)
            throw new UsageException(
                $"Over http everyone between here and {uri.Host} could read the key: give an https address, or --allow-http where the network is yours."
            );
        var path = uri.AbsolutePath.TrimEnd('/');
        if (!path.EndsWith(Route, StringComparison.Ordinal))
            path += Route;
        return new Endpoint(new UriBuilder(uri) { Path = path }.Uri, key);
    }

    /// <summary>Text from the API, safe to print: without the key and without control characters.</summary>
    public string Sanitize(string text)
    {
        const int maxLength = 500;
        if (text.Length > maxLength)
            text = text[..maxLength] + "...";
        if (Key is not null)
            text = text.Replace(Key, "***", StringComparison.Ordinal);
        return string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
    }
}
