using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Photos;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>
/// Feeds files made to do harm, and watches the memory of the process. <see cref="HostileTests"/> runs each check in a
/// process of its own: other tests need memory, too, and what crashes must not take them along.
/// </summary>
public sealed class HostileChecks
{
    /// <summary>Names the file into which each photo's name is written before it is tried.</summary>
    public const string Variable = "CLOTHES_HOSTILE_LOG";

    private const int FilesOfAFormat = 1_200;
    private const long Megabyte = 1_000_000;

    // Headers are damaged, too: a limit that they reach is met often, and without waiting for large pictures.
    private static readonly PhotoLimits Small = new() { MaxPixels = 1_000_000, MaxSide = 4_000 };

    [Fact]
    public void Damaged_files_are_answered_or_refused()
    {
        foreach (var format in Enum.GetValues<PhotoFormat>())
            Damage(format);
    }

    private static void Damage(PhotoFormat format)
    {
        using var trial = new HostileTrial(Small);
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
        memory.AssertBelow(60 * Megabyte, $"damaged {format}");
    }

    [Fact]
    public void Files_cut_anywhere_are_refused()
    {
        foreach (var format in Enum.GetValues<PhotoFormat>())
            Cut(format);
    }

    private static void Cut(PhotoFormat format)
    {
        using var trial = new HostileTrial(Small);
        var file = HostileSeeds.Of(format)[0];
        // Behind the last of the picture, PNG and WebP have up to 12 bytes that say no more.
        for (var length = 0; length < file.Length - 13; length += 1 + (file.Length / 400))
        {
            var error = trial.Run($"{format} of {length} bytes", file[..length]);
            Assert.True(error is not null, $"{format} cut at {length} of {file.Length} bytes: answered");
        }
    }

    [Fact]
    public void Files_made_by_hand_get_the_error_that_they_deserve()
    {
        using var trial = new HostileTrial(new PhotoLimits());
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
}
