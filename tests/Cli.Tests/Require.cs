namespace ClothesClassification.Cli.Tests;

internal static class Require
{
    public static void Linux() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc and sends signals, which needs Linux.");
}
