namespace ClothesClassification.Inference.Tests.Processes;

/// <summary>Skia is loaded when a photo needs it, and not before: loading takes longer than a first answer may.</summary>
public sealed class WithoutSkiaTests
{
    [Theory]
    [InlineData(nameof(WithoutSkiaChecks.Jpeg_is_classified_without_it))]
    [InlineData(nameof(WithoutSkiaChecks.Png_is_classified_by_it))]
    public async Task Skia_is_loaded_only_by_a_photo_that_needs_it(string check)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process has loaded is looked up in /proc.");
        var child = await TestProcess.RunAsync(
            ["--filter-method", $"{typeof(WithoutSkiaChecks).FullName}.{check}"],
            new Dictionary<string, string?> { [WithoutSkiaChecks.Variable] = "1" }
        );
        Assert.True(child.ExitCode == 0, child.Output);
        Assert.Contains("succeeded: 1", child.Output, StringComparison.Ordinal);
    }
}
