namespace ClothesClassification.Cli.Tests.Output;

public sealed class StandardOutputTests : IDisposable
{
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("predict", "MODEL/../samples/photos", "--format", "table")]
    [InlineData("predict", "MODEL/../samples/photos", "--format", "json")]
    [InlineData("predict", "MODEL/../samples/photos", "--format", "jsonl")]
    [InlineData("predict", "MODEL/../samples/photos", "--format", "csv")]
    [InlineData("evaluate", "FOLDER", "--format", "table")]
    [InlineData("evaluate", "FOLDER", "--format", "json")]
    [InlineData("inspect", "MODEL", "--format", "table")]
    [InlineData("inspect", "MODEL", "--format", "json")]
    [InlineData("optimize", "FOLDER/optimized")]
    [InlineData("serve", "--port", "0", "--bootstrap", "cat")]
    [InlineData("predict", "--help")]
    [InlineData("--help")]
    [InlineData("--version")]
    public void Output_that_cannot_be_written_is_an_error(params string[] arguments)
    {
        Require.Linux();
        folder.Add("dress/1.jpg");
        var given = arguments.Select(a =>
            a.Replace("MODEL", SharedData.ModelFolder, StringComparison.Ordinal)
                .Replace("FOLDER", folder.Path, StringComparison.Ordinal)
        );

        var result = Clothes.RunRedirected("> /dev/full", [.. given]);

        Assert.Equal(
            (1, "clothes: The output cannot be written. No space left on device\n"),
            (result.ExitCode, result.Error)
        );
    }

    [Fact]
    public void Output_that_is_closed_is_an_error()
    {
        Require.Linux();

        var result = Clothes.RunRedirected(">&-", "predict", folder.Add("1.jpg"));

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("clothes: The output cannot be written.", result.Error, StringComparison.Ordinal);
    }
}
