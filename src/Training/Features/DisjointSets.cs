namespace ClothesClassification.Training.Features;

/// <summary>Items that belong together; whatever belongs to one of them belongs to all.</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] parents = [.. Enumerable.Range(0, count)];

    /// <summary>The first item of the set.</summary>
    public int Find(int item)
    {
        while (parents[item] != item)
            item = parents[item] = parents[parents[item]];
        return item;
    }

    public void Unite(int a, int b)
    {
        (a, b) = (Find(a), Find(b));
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }
}
