using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Tests.Photos;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests;

/// <summary>A garment in one place of an otherwise plain photo lights up that place, whatever the model's picture cuts off or adds.</summary>
public sealed class EvidenceMethodTests(ClassifierFixture fixture) : IClassFixture<ClassifierFixture>
{
    // What to do with the upright picture so that the photo's orientation undoes it.
    private static readonly Dictionary<int, (int Turn, bool Mirrored)> Stored = new()
    {
        [1] = (0, false),
        [2] = (0, true),
        [3] = (180, false),
        [4] = (180, true),
        [5] = (90, true),
        [6] = (270, false),
        [7] = (270, true),
        [8] = (90, false),
    };

    public static MatrixTheoryData<string, Geometry, EvidenceMethod, bool, bool> Corners =>
        new(
            ["dress", "skirt"],
            [Geometry.Stretch, Geometry.CenterCrop, Geometry.Letterbox],
            [EvidenceMethod.Output, EvidenceMethod.Occlusion],
            [false, true],
            [false, true]
        );

    public static TheoryData<int> Orientations => [.. Stored.Keys];

    [Theory]
    [MemberData(nameof(Corners))]
    public void Corner_of_the_part_that_the_model_sees(
        string label,
        Geometry geometry,
        EvidenceMethod method,
        bool right,
        bool lower
    )
    {
        using var classifier = new ImageClassifier(fixture.Classifier.Model with { Geometry = geometry });
        // Of the wide photo a centre crop takes the middle half.
        var (photo, seen) = geometry switch
        {
            Geometry.CenterCrop => (new SKSizeI(800, 400), new SKRect(200, 0, 600, 400)),
            Geometry.Letterbox => (new SKSizeI(400, 300), new SKRect(0, 0, 400, 300)),
            _ => (new SKSizeI(400, 400), new SKRect(0, 0, 400, 400)),
        };
        var corner = SKRect.Create(
            right ? seen.MidX : seen.Left,
            lower ? seen.MidY : seen.Top,
            seen.Width / 2,
            seen.Height / 2
        );
        using var picture = PhotoOf(photo, label, corner);

        var answer = classifier.Classify(
            picture.Encode(SKEncodedImageFormat.Png, 100).ToArray(),
            new ClassifyOptions { Evidence = method }
        );

        AssertLitUp(answer, label, corner);
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Corner_of_the_photo_as_it_is_shown(int orientation)
    {
        var corner = SKRect.Create(0, 250, 200, 250);
        using var upright = PhotoOf(new SKSizeI(400, 500), "dress", corner);
        using var stored = Turned(upright, Stored[orientation]);
        var photo = TestPhotos.WithOrientation(stored.Encode(SKEncodedImageFormat.Jpeg, 95).ToArray(), orientation);

        var answer = fixture.Classifier.Classify(photo, new ClassifyOptions { Evidence = EvidenceMethod.Output });

        Assert.Equal((400, 500), (answer.Size.Width, answer.Size.Height));
        AssertLitUp(answer, "dress", corner);
    }

    [Fact]
    public void What_the_model_does_not_see_is_dark()
    {
        using var classifier = new ImageClassifier(fixture.Classifier.Model with { Geometry = Geometry.CenterCrop });
        using var photo = PhotoOf(new SKSizeI(1200, 300), "dress", SKRect.Create(450, 0, 300, 300));

        var map = classifier
            .Classify(
                photo.Encode(SKEncodedImageFormat.Png, 100).ToArray(),
                new ClassifyOptions { Evidence = EvidenceMethod.Output }
            )
            .Evidence!["dress"];

        // The crop is the middle quarter of 28 columns: it starts and ends within the 11th and the 18th.
        Assert.Equal((7, 28), (map.Rows, map.Columns));
        for (var column = 0; column < 28; column++)
            Assert.Equal(column is < 10 or >= 18, Enumerable.Range(0, 7).All(row => map[row, column] == 0));
    }

    private static void AssertLitUp(Classification answer, string label, SKRect corner)
    {
        Assert.Equal(label, answer.Best.Label);
        var map = answer.Evidence![label];
        var (best, row, column) = (float.MinValue, 0, 0);
        for (var cell = 0; cell < map.Rows * map.Columns; cell++)
        {
            var (y, x) = (cell / map.Columns, cell % map.Columns);
            if (map[y, x] > best)
                (best, row, column) = (map[y, x], y, x);
        }

        var centre = new SKPoint(
            (column + 0.5f) * answer.Size.Width / map.Columns,
            (row + 0.5f) * answer.Size.Height / map.Rows
        );
        Assert.True(best > 0);
        Assert.True(corner.Contains(centre), $"The brightest place is {centre}, not in {corner}.");
    }

    private static SKBitmap PhotoOf(SKSizeI size, string label, SKRect place)
    {
        using var sample = SKBitmap.Decode(Path.Combine(SharedData.SamplePhotos, $"{label}.jpg"));
        var photo = new SKBitmap(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(photo);
        canvas.Clear(sample.GetPixel(3, 3));
        canvas.DrawBitmap(sample, place.AspectFit(new SKSize(sample.Width, sample.Height)));
        return photo;
    }

    private static SKBitmap Turned(SKBitmap upright, (int Turn, bool Mirrored) how)
    {
        var sideways = how.Turn % 180 != 0;
        var (width, height) = sideways ? (upright.Height, upright.Width) : (upright.Width, upright.Height);
        var turned = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(turned);
        canvas.Translate(width / 2f, height / 2f);
        if (how.Mirrored)
            canvas.Scale(-1, 1);
        canvas.RotateDegrees(how.Turn);
        canvas.DrawBitmap(upright, -upright.Width / 2f, -upright.Height / 2f);
        return turned;
    }
}
