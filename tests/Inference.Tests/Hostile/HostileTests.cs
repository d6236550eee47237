using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Photos;
using ClothesClassification.Inference.Tests.Processes;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>
/// Over 6,000 damaged files of all formats, a file of each cut at up to 400 places, and files made by hand: each gets an answer or a
/// typed error, within bounded memory, and without a crash or a loop. Each test runs in a process of its own: other tests need
/// memory, too, and what crashes must not take them along.
/// </summary>
public sealed class HostileTests
{
    private const int FilesOfAFormat = 1_200;
    private const long Megabyte = 1_000_000;

    // Headers are damaged, too: a limit that they reach is met often, and without waiting for large pictures.
    private static readonly PhotoLimits Small = new() { MaxPixels = 1_000_000, MaxSide = 4_000 };

    [Fact]
    public Task Damaged_files_are_answered_or_refused() =>
        IsolateAsync(
            Small,
            trial =>
            {
                foreach (var format in Enum.GetValues<PhotoFormat>())
                    Damage(trial, format);
            }
        );

    private static void Damage(HostileTrial trial, PhotoFormat format)
    {
        var seeds = HostileSeeds.Of(format);
        Assert.All(seeds, seed => Assert.Null(trial.Run($"a good {format}", seed)));
        var mutator = new Mutator((int)format + 1);
        var memory = PeakMemory.Start();
        var (answered, refused) = (0, 0);
        for (var i = 0; i < FilesOfAFormat; i++)
        {
            var file = mutator.Next(seeds[i % seeds.Count], seeds[(i / seeds.Count) % seeds.Count]);
            // Without right check sums a PNG is refused before anybody looks at what is in it.
            if (format == PhotoFormat.Png && i % 4 != 0)
                HandmadePng.Repair(file);
            if (trial.Run($"damaged {format} {i}", file) is null)
                answered++;
            else
                refused++;
        }

        // Both must have happened, or the damage would show little.
        Assert.InRange(answered, 100, FilesOfAFormat - 100);
        Assert.InRange(refused, 100, FilesOfAFormat - 100);
        // The largest picture that is answered takes 4 MB, decoded, and a codec as much again.
        Assert.True(memory.Growth <= 60 * Megabyte, $"damaged {format}: {memory.Growth:N0} bytes of memory");
    }

    [Fact]
    public Task Files_cut_anywhere_are_refused() =>
        IsolateAsync(
            Small,
            trial =>
            {
                foreach (var format in Enum.GetValues<PhotoFormat>())
                {
                    var file = HostileSeeds.Of(format)[0];
                    // Behind the last of the picture, PNG and WebP have up to 12 bytes that say no more.
                    for (var length = 0; length < file.Length - 13; length += 1 + (file.Length / 400))
                    {
                        var what = $"{format} cut at {length} of {file.Length} bytes";
                        Assert.True(trial.Run(what, file[..length]) is not null, $"{what}: answered");
                    }
                }
            }
        );

    [Fact]
    public Task Files_made_by_hand_get_the_error_that_they_deserve() =>
        IsolateAsync(
            new PhotoLimits(),
            trial =>
            {
                List<string> wrong = [];
                foreach (var photo in HostilePhoto.All)
                {
                    var file = photo.Make();
                    var memory = PeakMemory.Start();
                    var error = trial.Run(photo.Name, file);
                    if (photo.Expected is null ? error is not null : !photo.Expected.IsInstanceOfType(error))
                        wrong.Add($"{photo.Name}: {error?.Message ?? "answered"}");
                    // 50 million pixels, which is the limit, of 4 bytes, and what a decoder needs beside them.
                    if (memory.Growth > 260 * Megabyte)
                        wrong.Add($"{photo.Name}: {memory.Growth / Megabyte:N0} MB");
                }

                Assert.True(wrong.Count == 0, string.Join('\n', wrong));
            }
        );

    [Theory]
    [InlineData("photo.jpg")]
    [InlineData("photo.gif")]
    [InlineData("photo")]
    [InlineData("photo.exe")]
    public async Task A_files_name_says_nothing(string name)
    {
        var folder = Directory.CreateTempSubdirectory("hostile-").FullName;
        try
        {
            var path = Path.Combine(folder, name);
            await File.WriteAllBytesAsync(path, HostileSeeds.Palette(), TestContext.Current.CancellationToken);
            using var classifier = ImageClassifier.Load(SharedData.ModelFolder);

            var answer = await classifier.ClassifyFileAsync(path, null, TestContext.Current.CancellationToken);

            Assert.Equal((40, 30), (answer.Size.Width, answer.Size.Height));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task IsolateAsync(PhotoLimits limits, Action<HostileTrial> body)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory is looked up in /proc.");
        await TestProcess.IsolateAsync(() =>
        {
            using var trial = new HostileTrial(limits);
            body(trial);
        });
    }
}
