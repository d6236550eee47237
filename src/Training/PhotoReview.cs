using System.Text;
using ClothesClassification.Inference.Models;
using ClothesClassification.Training.Features;

namespace ClothesClassification.Training;

/// <summary>Which photos can be trained on, what belongs together, and what is to be said of the others.</summary>
internal sealed class PhotoReview
{
    private const int FewPhotos = 10;
    private const int MaxNamed = 3;

    private readonly IReadOnlyList<TrainingPhoto> photos;
    private readonly List<TrainingNote> notes = [];

    /// <param name="photos">All photos.</param>
    /// <param name="features">Their features.</param>
    /// <param name="seed">Decides their order.</param>
    /// <param name="parallel">Threads, and what ends the work.</param>
    public PhotoReview(
        IReadOnlyList<TrainingPhoto> photos,
        IReadOnlyList<PhotoFeatures> features,
        int seed,
        ParallelOptions parallel
    )
    {
        this.photos = photos;
        var copies = Enumerable
            .Range(0, photos.Count)
            .Where(i => IsReadable(i, features[i].Error))
            .GroupBy(i => features[i].Hash)
            .Where(HasOneLabel)
            .OrderBy(same => FileHash.Of(Encoding.UTF8.GetBytes($"{seed} {same.Key}")), StringComparer.Ordinal)
            .Select(same => same.ToArray())
            .ToArray();
        Usable = [.. copies.Select(same => same[0])];
        Labels = [.. Usable.Select(i => photos[i].Label).Distinct().Order(StringComparer.Ordinal)];
        var together = new DisjointSets(Usable.Count);
        NearCopies.Unite([.. Usable.Select(i => features[i].SmallPicture)], together, parallel);
        TellNearCopies(together);
        UniteGroups(copies, together);
        Units = [.. Enumerable.Range(0, Usable.Count).Select(together.Find)];
        TellFew();
    }

    /// <summary>The labels that have photos, in ordinal order.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Positions of the photos to train on, in an order that depends on their bytes and the seed alone.</summary>
    public IReadOnlyList<int> Usable { get; }

    /// <summary>A number for each of those, the same for those that belong together.</summary>
    public int[] Units { get; }

    public IReadOnlyList<TrainingNote> Notes => notes;

    private bool IsReadable(int photo, Exception? error)
    {
        if (error is not null)
            Tell(
                TrainingNoteKind.UnreadablePhoto,
                $"{photos[photo].Path}: {error.Message} The photo is left out.",
                [photos[photo]]
            );
        return error is null;
    }

    private bool HasOneLabel(IGrouping<string, int> same)
    {
        var copies = same.Select(i => photos[i]).ToList();
        var isOne = copies.TrueForAll(p => p.Label == copies[0].Label);
        if (!isOne)
            Tell(
                TrainingNoteKind.ConflictingLabels,
                $"{Names(copies)} are the same photo with different labels: none is used. Delete it where its label is wrong.",
                copies
            );
        else if (copies.Count > 1)
            Tell(TrainingNoteKind.Duplicate, $"{Names(copies)} are the same photo: one is used.", copies);
        return isOne;
    }

    private void TellNearCopies(DisjointSets sets)
    {
        var alike = Enumerable
            .Range(0, Usable.Count)
            .GroupBy(sets.Find)
            .Select(set => set.Select(i => photos[Usable[i]]).ToList())
            .Where(set => set.Count > 1);
        foreach (var copies in alike)
        {
            var sameLabel = copies.TrueForAll(p => p.Label == copies[0].Label);
            Tell(
                TrainingNoteKind.NearCopies,
                $"{Names(copies)} are nearly the same photo{(sameLabel ? "" : " with different labels; look which are right")}. They are used, and measured together.",
                copies
            );
        }
    }

    private void UniteGroups(int[][] copies, DisjointSets sets)
    {
        Dictionary<string, int> first = [];
        for (var i = 0; i < copies.Length; i++)
        {
            foreach (var group in copies[i].Select(p => photos[p].Group).Where(g => !string.IsNullOrEmpty(g)))
            {
                if (!first.TryAdd(group!, i))
                    sets.Unite(first[group!], i);
            }
        }
    }

    private void TellFew()
    {
        var units = Enumerable.Range(0, Usable.Count).ToLookup(i => photos[Usable[i]].Label, i => Units[i]);
        foreach (var label in photos.Select(p => p.Label).Distinct().Order(StringComparer.Ordinal))
        {
            var used = units[label].Count();
            var number = used == 1 ? "1 photo" : $"{used} photos";
            if (used == 0)
                Tell(
                    TrainingNoteKind.EmptyLabel,
                    $"{label}: no photo can be used, so the model does not have this label.",
                    [],
                    label
                );
            else if (units[label].Distinct().Count() == 1)
                Tell(
                    TrainingNoteKind.FewPhotos,
                    $"{label}: {number}{(used == 1 ? "" : " that belong together")}, so the label is trained but cannot be measured. Add photos.",
                    [],
                    label
                );
            else if (used < FewPhotos)
                Tell(
                    TrainingNoteKind.FewPhotos,
                    $"{label}: {number}; below {FewPhotos} the figures of a label say little. Add photos.",
                    [],
                    label
                );
        }
    }

    private void Tell(
        TrainingNoteKind kind,
        string message,
        IReadOnlyList<TrainingPhoto> about,
        string? label = null
    ) => notes.Add(new TrainingNote(kind, message, about, label));

    private static string Names(List<TrainingPhoto> photos)
    {
        var named = photos.Take(MaxNamed).Select(p => $"{p.Path} ({p.Label})").ToList();
        if (photos.Count > MaxNamed)
            named.Add($"{photos.Count - MaxNamed} more");
        return $"{string.Join(", ", named[..^1])} and {named[^1]}";
    }
}
