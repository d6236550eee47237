using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>A file made to do harm.</summary>
/// <param name="Name">What is bad about it.</param>
/// <param name="Expected">The error that it gets, or one derived from it; null for an answer.</param>
/// <param name="Make">Writes it.</param>
internal sealed record HostilePhoto(string Name, Type? Expected, Func<byte[]> Make)
{
    /// <summary>The file is answered.</summary>
    public static HostilePhoto Answered(string name, Func<byte[]> make) => new(name, null, make);

    /// <summary>The file is refused as damaged.</summary>
    public static HostilePhoto Corrupt(string name, Func<byte[]> make) =>
        new(name, typeof(CorruptPhotoException), make);

    /// <summary>The file is refused as too large.</summary>
    public static HostilePhoto TooLarge(string name, Func<byte[]> make) =>
        new(name, typeof(PhotoTooLargeException), make);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostilePhoto> All { get; } =
    [
        .. HostileJpegs.All,
        .. HostilePngs.All,
        .. HostileWebPs.All,
        .. HostileGifs.All,
        .. HostileBmps.All,
        .. Polyglots.All,
    ];

    public override string ToString() => Name;
}
