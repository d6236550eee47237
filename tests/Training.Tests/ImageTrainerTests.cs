using System.Text.Json.Nodes;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Tests.Models;
using SkiaSharp;

namespace ClothesClassification.Training.Tests;

public sealed class ImageTrainerTests : IDisposable
{
    private static readonly SKColor Grey = new(128, 128, 128);

    // Its features are the mean colour.
    private readonly TestModelFolder baseModel = new(new TinyOnnx { Extras = true });
    private readonly PhotoFolder folder = PhotoFolder.Colors();

    public void Dispose()
    {
        folder.Dispose();
        baseModel.Dispose();
    }

    [Fact]
    public async Task The_model_answers_as_it_was_trained()
    {
        var result = await Train();

        Assert.Equal(["azul claro", "grün ✓", "rot"], result.Model.Labels);
        Assert.Equal(30, result.Answers.Count);
        Assert.All(result.Answers, answer => Assert.True(answer.IsRight, answer.Photo.Path));
        Assert.All(result.Answers, answer => Assert.InRange(answer.Support, 0.5, 1));
        Assert.Equal((1, 30), (result.Accuracy[0].Top1, result.Accuracy[0].Photos));
        Assert.InRange(result.Accuracy[0].Interval.Low, 0.8, 0.99);
        using var classifier = new ImageClassifier(result.Model);
        var answer = await classifier.ClassifyFileAsync(
            folder.Photos[0].Path,
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal("rot", answer.Best.Label);
        Assert.True(answer.Confidence!.Value.IsConfident);
    }

    [Fact]
    public async Task Answers_that_are_all_right_are_no_surer_than_their_number_allows()
    {
        var result = await Train();

        // After 30 of 30, one error in 32 is to be expected.
        Assert.Equal(1, result.Accuracy[0].Top1);
        Assert.InRange(result.Answers.Average(a => a.Predictions[0].Score), 0.94, 31 / 32.0);
        Assert.All(result.Answers, a => Assert.Equal(a.Predictions[0].Score, a.Confidence!.Value.Probability, 1e-6));
    }

    [Fact]
    public async Task Photos_of_a_group_are_not_measured_by_each_other()
    {
        for (var i = 0; i < 3; i++)
            folder.Add($"rot/yellow {i}.png", "rot", PhotoFolder.Noise(new SKColor(170, 170, 90), seed: i));
        var alone = await Train();
        for (var i = 30; i < 33; i++)
            folder.Photos[i] = folder.Photos[i] with { Group = "coat" };

        var together = await Train();

        // All there is that is yellow.
        Assert.True(Likeness(together) < Likeness(alone) - 0.02, $"{Likeness(together)} {Likeness(alone)}");

        static float Likeness(TrainingResult result) =>
            result.Answers.TakeLast(3).Average(a => a.Confidence!.Value.Likeness!.Value);
    }

    [Fact]
    public async Task Groups_that_are_answered_alike_say_as_much_as_one_photo_each()
    {
        var alone = await Train();
        for (var i = 0; i < folder.Photos.Count; i++)
            folder.Photos[i] = folder.Photos[i] with { Group = $"thing {i / 5}" };

        var together = await Train();

        // Wilson's for 30 of 30 and for 6 of 6.
        Assert.Equal((1, 1), (alone.Accuracy[0].Top1, together.Accuracy[0].Top1));
        Assert.Equal(0.8865, alone.Accuracy[0].Interval.Low, 1e-4);
        Assert.Equal(0.6097, together.Accuracy[0].Interval.Low, 1e-4);
    }

    [Fact]
    public async Task The_manifest_says_what_was_measured_and_on_what_it_stands()
    {
        await Train(o => o with { Name = "mine", Version = "2.0.0", License = "CC0-1.0" });

        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Model, "model.json")))!;
        Assert.Equal("mine 2.0.0 CC0-1.0", $"{json["name"]} {json["version"]} {json["license"]}");
        Assert.Equal("3 labels: a last layer trained on the features of tiny 1.2.3.", (string?)json["description"]);
        Assert.Equal(1, (double)json["accuracy"]![0]!["top1"]!);
        Assert.Equal("cross-validation in 5 parts", (string?)json["accuracy"]![0]!["split"]);
        Assert.Empty(ImageModel.FindDisagreements(folder.Model));
    }

    [Fact]
    public async Task The_same_photos_give_the_same_bytes_in_any_order_and_on_any_number_of_threads()
    {
        await Train(o => o with { MaxConcurrency = 1 });
        var once = Files();

        folder.Photos.Reverse();
        await Train(o => o with { MaxConcurrency = 4 });

        Assert.Equal(once, Files());
        await Train(o => o with { Seed = 1 });
        Assert.NotEqual(once, Files());
    }

    [Fact]
    public async Task A_second_training_finds_the_features()
    {
        var cache = Path.Combine(folder.Path, "cache");
        Assert.Equal(0, (await Train(o => o with { CacheFolder = cache })).FromCache);
        var once = Files();

        Assert.Equal(30, (await Train(o => o with { CacheFolder = cache })).FromCache);

        Assert.Equal(once, Files());
        folder.Add("rot/twice.png", "rot", File.ReadAllBytes(folder.Photos[0].Path));
        Assert.Equal(30, (await Train(o => o with { CacheFolder = cache })).FromCache);
    }

    [Theory]
    [InlineData(TrainingStage.Features)]
    [InlineData(TrainingStage.CrossValidation)]
    [InlineData(TrainingStage.LearningCurve)]
    [InlineData(TrainingStage.Writing)]
    public async Task What_is_cancelled_leaves_nothing(TrainingStage stage)
    {
        using var stop = new CancellationTokenSource();
        var progress = new Progress(p =>
        {
            if (p.Stage == stage)
                stop.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new ImageTrainer(Options).TrainAsync(folder.Photos, folder.Model, progress, stop.Token)
        );

        Assert.Equal(["photos"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Each_kind_of_photo_that_cannot_be_used_is_said()
    {
        var noise = PhotoFolder.Noise(Grey, 1);
        var bad = folder.Add("rot/bad.jpg", "rot", [0xFF, 0xD8, 0xFF, 0xE0]);
        var missing = Path.Combine(folder.Path, "missing.jpg");
        folder.Photos.Add(new TrainingPhoto(missing, "rot"));
        folder.Add("rot/same.png", "rot", noise);
        folder.Add("azul claro/same.png", "azul claro", noise);
        folder.Add("rot/twice.png", "rot", File.ReadAllBytes(folder.Photos[0].Path));
        folder.Add("rot/again.jpg", "rot", Saved(folder.Photos[1].Path));
        folder.Add("new/one.png", "new", PhotoFolder.Noise(new SKColor(170, 170, 90), 2));
        folder.Add("empty/bad.jpg", "empty", []);

        var result = await Train();

        Assert.Equal(["azul claro", "grün ✓", "new", "rot"], result.Model.Labels);
        Assert.Contains(
            result.Notes,
            n =>
                n.Kind == TrainingNoteKind.UnreadablePhoto
                && n.Message.StartsWith($"{bad}: The photo", StringComparison.Ordinal)
        );
        Assert.Contains(
            result.Notes,
            n => n.Kind == TrainingNoteKind.UnreadablePhoto && n.Message.Contains(missing, StringComparison.Ordinal)
        );
        Assert.EndsWith(
            "same.png (azul claro) are the same photo with different labels: none is used. Delete it where its label is wrong.",
            Single(result, TrainingNoteKind.ConflictingLabels),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "twice.png (rot) are the same photo: one is used.",
            Single(result, TrainingNoteKind.Duplicate),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "are nearly the same photo. They are used, and measured together.",
            Single(result, TrainingNoteKind.NearCopies),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "new: 1 photo, so the label is trained but cannot be measured. Add photos.",
            Single(result, TrainingNoteKind.FewPhotos)
        );
        Assert.Equal(
            "empty: no photo can be used, so the model does not have this label.",
            Single(result, TrainingNoteKind.EmptyLabel)
        );
        Assert.Contains("of new 0", Single(result, TrainingNoteKind.NotCalibrated), StringComparison.Ordinal);
        Assert.Equal(31, result.Answers.Count);
    }

    [Fact]
    public async Task One_photo_a_label_makes_a_model_that_is_not_measured()
    {
        using var one = PhotoFolder.Colors(each: 1);

        var result = await new ImageTrainer(Options).TrainAsync(
            one.Photos,
            one.Model,
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Empty(result.Accuracy);
        Assert.Empty(result.Answers);
        Assert.Equal(3, result.Notes.Count(n => n.Kind == TrainingNoteKind.FewPhotos));
        using var classifier = new ImageClassifier(result.Model);
        foreach (var photo in one.Photos)
            Assert.Equal(photo.Label, classifier.Classify(File.ReadAllBytes(photo.Path)).Best.Label);
    }

    [Fact]
    public async Task One_label_is_too_few()
    {
        folder.Photos.RemoveAll(p => p.Label != "rot");

        var error = await Assert.ThrowsAsync<TrainingException>(() => Train());

        Assert.Equal("Only rot has photos that can be used; at least two labels need one.", error.Message);
        Assert.False(Directory.Exists(folder.Model));
    }

    [Fact]
    public async Task Where_too_few_labels_are_left_it_is_said_why()
    {
        folder.Photos.RemoveAll(p => p.Label != "rot");
        var first = folder.Add("bad/0.jpg", "bad", []);
        for (var i = 1; i < 5; i++)
            folder.Add($"bad/{i}.jpg", "bad", []);

        var one = await Assert.ThrowsAsync<TrainingException>(() => Train());
        folder.Photos.RemoveAll(p => p.Label == "rot");
        var none = await Assert.ThrowsAsync<TrainingException>(() => Train());
        folder.Photos.Clear();
        var nothing = await Assert.ThrowsAsync<TrainingException>(() => Train());

        Assert.StartsWith(
            $"Only rot has photos that can be used; at least two labels need one. {first}: ",
            one.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(" And so on: 2 more.", one.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            $"None of 5 photos can be used; at least two labels need one. {first}: ",
            none.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("There are no photos that can be used; at least two labels need one.", nothing.Message);
    }

    [Fact]
    public async Task What_cannot_be_relied_on_is_said_with_what_a_training_can_do()
    {
        using var alike = new PhotoFolder().Add("this", Grey, 6).Add("that", Grey, 6);

        var result = await new ImageTrainer(Options with { Folds = 50 }).TrainAsync(
            alike.Photos,
            alike.Model,
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.EndsWith(
            " are. Add photos, and look at those whose answer is wrong.",
            Single(result, TrainingNoteKind.NotCalibrated),
            StringComparison.Ordinal
        );
        Assert.Equal(12, result.Folds);
    }

    [Fact]
    public async Task A_base_model_without_features_is_refused()
    {
        baseModel.With("outputs/features", "null");

        var error = await Assert.ThrowsAsync<ModelException>(() => Train());

        Assert.Contains("outputs.features", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_labels_can_be_trained()
    {
        using var many = new PhotoFolder();
        for (var i = 0; i < 1000; i++)
            many.Add(
                $"label {i:000}",
                new SKColor((byte)(85 + (i % 10 * 9)), (byte)(85 + (i / 10 % 10 * 9)), (byte)(85 + (i / 100 * 9))),
                1
            );

        var result = await new ImageTrainer(Options).TrainAsync(
            many.Photos,
            many.Model,
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Equal(1000, result.Model.Labels.Count);
        Assert.Equal(1000, result.Notes.Count(n => n.Kind == TrainingNoteKind.FewPhotos));
    }

    [Fact]
    public async Task Garments_that_the_network_was_not_trained_on_are_told_apart()
    {
        using var output = new PhotoFolder();
        var photos = Labelled(SharedData.OtherLabels());

        var result = await new ImageTrainer(Options with { BaseModel = SharedData.ModelFolder }).TrainAsync(
            photos,
            output.Model,
            cancellationToken: TestContext.Current.CancellationToken
        );

        var (int8, fp32) = (result.Accuracy[0], result.Accuracy[1]);
        Assert.Equal(("int8", "fp32", 293), (int8.Precision, fp32.Precision, int8.Photos));
        Assert.InRange(int8.Top1, 0.82, 1);
        Assert.InRange(int8.Top1, fp32.Top1 - 0.005, 1);
        Assert.True(result.LearningCurve[^1].Accuracy > result.LearningCurve[0].Accuracy + 0.05);
    }

    [Fact]
    public async Task Four_fifths_of_the_validation_photos_make_a_model_as_good_as_the_shipped_one()
    {
        using var output = new PhotoFolder();
        var photos = Labelled(SharedData.Validation());

        var result = await new ImageTrainer(
            Options with
            {
                BaseModel = SharedData.ModelFolder,
                Copies = false,
            }
        ).TrainAsync(photos, output.Model, cancellationToken: TestContext.Current.CancellationToken);

        using var shipped = ImageClassifier.Load(SharedData.ModelFolder);
        var right = photos.Count(p => shipped.Classify(File.ReadAllBytes(p.Path)).Best.Label == p.Label);
        Assert.InRange(result.Accuracy[0].Top1, ((double)right / photos.Count) - 0.02, 1);
    }

    private ImageTrainerOptions Options => new() { BaseModel = baseModel.Folder };

    private Task<TrainingResult> Train(Func<ImageTrainerOptions, ImageTrainerOptions>? change = null) =>
        new ImageTrainer((change ?? (o => o))(Options)).TrainAsync(
            folder.Photos,
            folder.Model,
            cancellationToken: TestContext.Current.CancellationToken
        );

    private static List<TrainingPhoto> Labelled(string folder) =>
        [
            .. Directory
                .GetFiles(folder, "*.jpg", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => new TrainingPhoto(path, Path.GetFileName(Path.GetDirectoryName(path)!))),
        ];

    private static string Single(TrainingResult result, TrainingNoteKind kind) =>
        Assert.Single(result.Notes, n => n.Kind == kind).Message;

    // A photo as JPEG.
    private static byte[] Saved(string path)
    {
        using var bitmap = SKBitmap.Decode(path);
        return bitmap.Encode(SKEncodedImageFormat.Jpeg, 95).ToArray();
    }

    private Dictionary<string, string> Files() =>
        Directory
            .GetFiles(folder.Model)
            .ToDictionary(f => Path.GetFileName(f), f => Convert.ToBase64String(File.ReadAllBytes(f)));
}
