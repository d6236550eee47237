using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Hosting;

/// <summary>
/// Which model a host loads, and how it works: <see cref="ImageClassifierOptions"/> in a form that configuration can fill.
/// Read once, when the classifier is made; later changes are not looked at.
/// </summary>
public sealed class ImageClassifierHostOptions
{
    /// <summary>The folder that holds <c>model.json</c>, absolute or relative to the current directory. Required.</summary>
    public string ModelFolder { get; set; } = "";

    /// <summary>Which of the model's files to load, such as <c>int8</c>. Default: null, the manifest's default.</summary>
    public string? Precision { get; set; }

    /// <summary>Photos that are classified at the same time, at least 1. Default: one a processor.</summary>
    public int MaxConcurrency { get; set; } = Environment.ProcessorCount;

    /// <summary>Threads that ONNX Runtime uses inside one operator, at least 1. Default: 1.</summary>
    public int IntraOpThreads { get; set; } = 1;

    /// <summary>Threads that ONNX Runtime uses for operators side by side, at least 1. Default: 1.</summary>
    public int InterOpThreads { get; set; } = 1;

    /// <summary>Size of an encoded photo in bytes, at most; at least 1. Default: <see cref="PhotoLimits.DefaultMaxBytes"/>.</summary>
    public int MaxPhotoBytes { get; set; } = PhotoLimits.DefaultMaxBytes;

    /// <summary>Width times height of a photo, at most; 1 to 536,870,911. Default: <see cref="PhotoLimits.DefaultMaxPixels"/>.</summary>
    public long MaxPhotoPixels { get; set; } = PhotoLimits.DefaultMaxPixels;

    /// <summary>Width and height of a photo in pixels, each at most; at least 1. Default: <see cref="PhotoLimits.DefaultMaxSide"/>.</summary>
    public int MaxPhotoSide { get; set; } = PhotoLimits.DefaultMaxSide;

    internal ImageClassifierOptions ToClassifierOptions() =>
        new()
        {
            Precision = Precision,
            MaxConcurrency = MaxConcurrency,
            IntraOpThreads = IntraOpThreads,
            InterOpThreads = InterOpThreads,
            Limits = new PhotoLimits
            {
                MaxBytes = MaxPhotoBytes,
                MaxPixels = MaxPhotoPixels,
                MaxSide = MaxPhotoSide,
            },
        };
}
