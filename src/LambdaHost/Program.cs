namespace ClothesClassification.LambdaHost;

internal static class Program
{
    private static int Main() => 0;
}
