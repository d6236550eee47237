using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pipeline;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Inference.Tests.Photos;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Pipeline;

/// <summary>A folder as IDataView in, an IDataView out: rows are read as they are asked for, however many there are.</summary>
public sealed class PhotoFolderCatalogTests : IDisposable
{
    private readonly MLContext context = new(seed: 1);
    private readonly TestModelFolder model = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("batch-");

    public void Dispose()
    {
        model.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Every_photo_of_a_folder_and_those_below_is_answered()
    {
        Add("a.png", new SKColor(250, 0, 0));
        Add("below/b.PNG", new SKColor(0, 250, 0));
        Add("below/deep/c.bmp.png", new SKColor(0, 0, 250));
        Add("d.JFIF", new SKColor(250, 0, 0));
        File.WriteAllText(Path.Combine(folder.FullName, "notes.txt"), "no photo");

        var answers = Score(context.Data.LoadPhotos(folder.FullName));

        Assert.Equal(
            [("a.png", "red"), ("b.PNG", "green"), ("c.bmp.png", "blue"), ("d.JFIF", "red")],
            answers
                .GetColumn<string>("Photo")
                .Select(p => Path.GetFileName(p))
                .Zip(answers.GetColumn<string>("PredictedLabel"))
                .Order()
        );
    }

    [Fact]
    public void Rows_are_read_only_as_far_ahead_as_the_reader_is()
    {
        var photo = TestPhotos.Plain(SKEncodedImageFormat.Png, 8, 8, TestPhotos.Red);
        var taken = 0;
        IEnumerable<Encoded> Endless()
        {
            while (true)
            {
                Interlocked.Increment(ref taken);
                yield return new Encoded { Photo = photo };
            }
        }

        var answers = Score(context.Data.LoadFromEnumerable(Endless()));

        Assert.Equal(0, taken);
        Assert.Equal(100, answers.GetColumn<string>("PredictedLabel").Take(100).Count(label => label == "red"));
        // ML.NET reads some blocks of rows ahead for its threads, and no further.
        Assert.InRange(taken, 100, 5_000);
    }

#if !MUTATION_TESTING
    [Fact]
    public void Memory_does_not_grow_with_the_number_of_rows()
    {
        var photo = TestPhotos.Noise(SKEncodedImageFormat.Png, 100, 100, seed: 1);
        IEnumerable<Encoded> Rows(int count) =>
            Enumerable.Range(0, count).Select(_ => new Encoded { Photo = [.. photo] });
        long Peak(int count)
        {
            long peak = 0;
            var row = 0;
            foreach (var _ in Score(context.Data.LoadFromEnumerable(Rows(count))).GetColumn<float>("Score"))
            {
                if (++row % 500 == 0)
                    peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
            }

            Assert.Equal(count, row);
            return peak;
        }

        var few = Peak(6000);
        var many = Peak(14000);

        // 8,000 photos more are 240 MB.
        Assert.InRange(many - few, long.MinValue, 20_000_000);
    }
#endif

    [Fact]
    public void Missing_folder_is_reported_before_any_row()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() =>
            context.Data.LoadPhotos(Path.Combine(folder.FullName, "none"))
        );

        Assert.Equal($"There is no folder {Path.Combine(folder.FullName, "none")}.", error.Message);
    }

    [Fact]
    public void Folder_without_photos_has_no_rows() =>
        Assert.Empty(Score(context.Data.LoadPhotos(folder.FullName)).GetColumn<string>("PredictedLabel"));

    private IDataView Score(IDataView photos) =>
        context.Transforms.ClassifyImages(ImageModel.Load(model.Folder)).Fit(photos).Transform(photos);

    private void Add(string name, SKColor color)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, TestPhotos.Plain(SKEncodedImageFormat.Png, 40, 30, color));
    }

    private sealed class Encoded
    {
        public byte[] Photo { get; set; } = [];
    }
}
