using System.Diagnostics;

namespace ClothesClassification.Cli.Tests.Output;

public sealed class StandardOutputTests
{
    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    public void Output_that_cannot_be_written_is_an_error(string format)
    {
        Require.Linux();
        var info = new ProcessStartInfo("sh") { RedirectStandardError = true };
        foreach (
            var word in new[]
            {
                "-c",
                "exec \"$@\" > /dev/full",
                "sh",
                "dotnet",
                Clothes.Program,
                "predict",
                SharedData.SamplePhotos,
                "--format",
                format,
            }
        )
            info.ArgumentList.Add(word);
        using var process = Process.Start(info)!;

        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(
            (1, "clothes: The output cannot be written. No space left on device\n"),
            (process.ExitCode, error)
        );
    }
}
