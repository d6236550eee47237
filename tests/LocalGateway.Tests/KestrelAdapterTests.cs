using System.Net.Sockets;
using System.Text;

namespace ClothesClassification.LocalGateway.Tests;

/// <summary>Requests that no client library would send.</summary>
public sealed class KestrelAdapterTests
{
    private static readonly string[] Fragments =
    [
        "%",
        "%2",
        "%zz",
        "%00",
        "%ED%A0%80",
        "%FF%FE",
        "/",
        "//",
        "/..",
        "/%2e%2e/",
        "?",
        "&",
        "=",
        "&&a=%&=b&c",
        "+",
        ";",
        "{proxy+}",
        "a",
        "ü",
        "\"",
        "\\",
    ];

    private static readonly string[] Types =
    [
        "image/jpeg",
        "application/json",
        "*/*",
        "/",
        ";",
        "image/*;;;q",
        "\"",
        "multipart/form-data",
        "a/b/c",
    ];

    [Fact]
    public async Task Get_no_server_error_and_the_function_gets_whole_events()
    {
        await using var gateway = await Gateway.StartAsync();
        var random = new Random(20261125);
        for (var i = 0; i < 300; i++)
        {
            var answer = await SendAsync(gateway.Server.Address, Request(random));
            var status = answer.Split(' ')[1];
            Assert.True(status[0] is '2' or '4', $"{i}: {answer}");
        }

        Assert.Equal(200, (int)(await gateway.PostAsync("/test/open")).StatusCode);
        Assert.Single(gateway.Server.FunctionProcesses);
    }

    private static byte[] Request(Random random)
    {
        var path = new StringBuilder(random.Next(3) == 0 ? "/" : "/test/files/");
        for (var i = random.Next(6); i > 0; i--)
            path.Append(Fragments[random.Next(Fragments.Length)]);
        var method = random.Next(3) == 0 ? "POST" : "GET";
        if (random.Next(2) == 0)
            path.Insert(0, "/test/open?").Replace("/test/open?/", "/test/open?", 0, 12);
        var body = new byte[random.Next(200)];
        random.NextBytes(body);
        var value = new byte[random.Next(20)];
        random.NextBytes(value);
        var head =
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {body.Length}\r\n"
            + $"Content-Type: {Types[random.Next(Types.Length)]}\r\nAccept: {Types[random.Next(Types.Length)]}\r\nX-Value: ";
        return
        [
            .. Encoding.UTF8.GetBytes(head),
            .. value.Where(b => random.Next(4) == 0 || b is > 32 and < 127),
            .. "\r\n\r\n"u8,
            .. body,
        ];
    }

    private static async Task<string> SendAsync(Uri address, byte[] request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(request, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
