using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

/// <summary>A certificate authority that lives as long as a test.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly List<X509Certificate2> all = [];

    public TestCertificates() => Root = Authority("Test root", issuer: null);

    public X509Certificate2 Root { get; }

    public X509Certificate2Collection Roots => [Root];

    public X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return Keep(Issue(request, key, issuer, Now.AddDays(30)));
    }

    /// <summary>A server's certificate.</summary>
    /// <param name="host">Its name.</param>
    /// <param name="issuer">Null for the root.</param>
    /// <param name="issuerUrl">Where the certificate says that its issuer's certificate is found.</param>
    /// <param name="expired">Whether its time is over.</param>
    public X509Certificate2 Server(
        string host,
        X509Certificate2? issuer = null,
        string? issuerUrl = null,
        bool expired = false
    )
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        if (issuerUrl is not null)
            request.CertificateExtensions.Add(
                new X509AuthorityInformationAccessExtension(ocspUris: [issuerUrl], caIssuersUris: [issuerUrl])
            );
        return Keep(Issue(request, key, issuer ?? Root, expired ? Now.AddDays(-1) : Now.AddDays(29)));
    }

    public void Dispose() => all.ForEach(certificate => certificate.Dispose());

    private static X509Certificate2 Issue(
        CertificateRequest request,
        ECDsa key,
        X509Certificate2? issuer,
        DateTimeOffset until
    )
    {
        if (issuer is null)
            return request.CreateSelfSigned(Now.AddDays(-30), until);
        using var certificate = request.Create(issuer, Now.AddDays(-29), until, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    private X509Certificate2 Keep(X509Certificate2 certificate)
    {
        all.Add(certificate);
        return certificate;
    }
}
