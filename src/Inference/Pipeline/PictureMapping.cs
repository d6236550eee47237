using System.Diagnostics.CodeAnalysis;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>A row whose photo is a path.</summary>
internal sealed class PathRow
{
    [ColumnName(PipelineColumns.Photo)]
    public ReadOnlyMemory<char> Photo;

    [ColumnName(PipelineColumns.Settings)]
    public ReadOnlyMemory<char> Settings;
}

/// <summary>A row whose photo is encoded.</summary>
internal sealed class EncodedRow
{
    [ColumnName(PipelineColumns.Photo)]
    [VectorType]
    public VBuffer<byte> Photo;

    [ColumnName(PipelineColumns.Settings)]
    public ReadOnlyMemory<char> Settings;
}

/// <summary>A row whose photo has been decoded by ML.NET.</summary>
internal sealed class ImageRow
{
    [ColumnName(PipelineColumns.Photo)]
    [AnySizeImage]
    public MLImage? Photo;

    [ColumnName(PipelineColumns.Settings)]
    public ReadOnlyMemory<char> Settings;
}

/// <summary>
/// The model's picture of a photo. ML.NET makes one object for each thread that reads rows and fills it again for each row, so
/// it has the preprocessing, with its buffers, of that thread.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "ML.NET disposes no row; native buffers have finalizers.")]
internal sealed class PictureRow
{
    [ColumnName(PipelineColumns.Picture)]
    [AnySizeImage]
    public MLImage? Picture;

    [ColumnName(PipelineColumns.Error)]
    public string Error = "";

    private ReadOnlyMemory<char> text;
    private PipelineSettings? settings;
    private PhotoPreprocessor? preprocessor;
    private byte[] rgb = [];
    private byte[] rgba = [];

    private delegate void Preparation(PhotoPreprocessor preprocessor, PhotoLimits limits, Span<byte> rgb);

    public static void Fill(PathRow row, PictureRow picture) =>
        picture.Fill(
            row.Settings,
            (preprocessor, limits, rgb) =>
            {
                if (row.Photo.IsEmpty)
                    throw new FileNotFoundException("The row has no path.");
                // ML.NET reads rows synchronously.
                var file = PhotoReader.ReadFileAsync(row.Photo.ToString(), limits, default).AsTask();
                using var photo = file.GetAwaiter().GetResult();
                var clock = StageClock.Start();
                preprocessor.Run(photo.Memory.Span, rgb, ref clock);
            }
        );

    public static void Fill(EncodedRow row, PictureRow picture) =>
        picture.Fill(
            row.Settings,
            (preprocessor, _, rgb) =>
            {
                var bytes = row.Photo.IsDense ? row.Photo.GetValues() : row.Photo.DenseValues().ToArray();
                var clock = StageClock.Start();
                preprocessor.Run(bytes, rgb, ref clock);
            }
        );

    public static void Fill(ImageRow row, PictureRow picture) =>
        picture.Fill(
            row.Settings,
            (preprocessor, _, rgb) =>
            {
                var clock = StageClock.Start();
                preprocessor.Run(row.Photo ?? throw new EmptyPhotoException(), rgb, ref clock);
            }
        );

    private void Fill(ReadOnlyMemory<char> settingsText, Preparation prepare)
    {
        // Every row holds the same text, not a copy.
        if (settings is null || !text.Equals(settingsText))
        {
            (text, settings) = (settingsText, PipelineSettings.Parse(settingsText));
            preprocessor?.Dispose();
            preprocessor = new PhotoPreprocessor(settings.Model, settings.Options.Limits);
            rgb = new byte[settings.Model.Input.PictureBytes];
        }

        try
        {
            Error = "";
            prepare(preprocessor!, settings.Options.Limits, rgb);
        }
        catch (Exception e)
            when (settings.KeepErrors && e is PhotoException or IOException or UnauthorizedAccessException)
        {
            Error = e.Message;
            Array.Clear(rgb);
        }

        Picture?.Dispose();
        Picture = ToImage(settings.Model.Input.Width, settings.Model.Input.Height);
    }

    // One row of pixels is added below, which ResizeImages cuts off again: an image that fits it hands on as it is, and
    // disposes when it is read a second time.
    private MLImage ToImage(int width, int height)
    {
        Array.Resize(ref rgba, width * (height + 1) * 4);
        for (int from = 0, to = 0; from < rgb.Length; from += 3, to += 4)
        {
            rgb.AsSpan(from, 3).CopyTo(rgba.AsSpan(to));
            rgba[to + 3] = byte.MaxValue;
        }

        return MLImage.CreateFromPixels(width, height + 1, MLPixelFormat.Rgba32, rgba);
    }
}

[CustomMappingFactoryAttribute(Name)]
internal sealed class PathContract : CustomMappingFactory<PathRow, PictureRow>
{
    public const string Name = "ClothesClassification.Inference.Path";

    public override Action<PathRow, PictureRow> GetMapping() => PictureRow.Fill;
}

[CustomMappingFactoryAttribute(Name)]
internal sealed class EncodedContract : CustomMappingFactory<EncodedRow, PictureRow>
{
    public const string Name = "ClothesClassification.Inference.Encoded";

    public override Action<EncodedRow, PictureRow> GetMapping() => PictureRow.Fill;
}

[CustomMappingFactoryAttribute(Name)]
internal sealed class ImageContract : CustomMappingFactory<ImageRow, PictureRow>
{
    public const string Name = "ClothesClassification.Inference.Image";

    public override Action<ImageRow, PictureRow> GetMapping() => PictureRow.Fill;
}
