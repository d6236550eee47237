using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Tests.Photos;

public sealed class SkiaSharpVersionExceptionTests
{
    [Fact]
    public void Newer_version_is_named_with_the_one_to_take()
    {
        var error = new TypeInitializationException("SkiaSharp.SKAbstractManagedStream", null);

        var translated = SkiaSharpVersionException.From(error, new Version(4, 150, 0, 0));

        Assert.Equal(
            "SkiaSharp 4.150 is loaded, and photos are decoded with 2.88, as ML.NET 5 needs it: refer to SkiaSharp 2.88.9, or to none.",
            translated!.Message
        );
        Assert.Same(error, translated.InnerException);
    }

    [Fact]
    public void Other_errors_stay_what_they_are()
    {
        Assert.Null(SkiaSharpVersionException.From(new MissingMethodException()));
        Assert.Null(SkiaSharpVersionException.From(new CorruptPhotoException("so."), new Version(4, 150)));
    }
}
