using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;

namespace ClothesClassification.Tests;

/// <summary>Finds folders of a project that depend on each other in a circle; a folder is a namespace, the root one too.</summary>
internal static class FolderCircles
{
    /// <summary>Fails with the folders of each circle, and a dependency for each of its arrows.</summary>
    public static void AssertNone(System.Reflection.Assembly project, string rootNamespace)
    {
        if (In(project, rootNamespace) is { Count: > 0 } circles)
            Assert.Fail(string.Join('\n', circles));
    }

    private static IReadOnlyList<string> In(System.Reflection.Assembly project, string rootNamespace)
    {
        var arrows = new SortedDictionary<(string From, string To), string>();
        var types = new ArchLoader().LoadAssembly(project).Build().Types.Where(t => IsIn(t, rootNamespace));
        foreach (var type in types)
        {
            foreach (var target in type.GetTypeDependencies().Where(t => IsIn(t, rootNamespace)))
            {
                var arrow = (type.Namespace.FullName, target.Namespace.FullName);
                if (arrow.Item1 != arrow.Item2)
                    arrows.TryAdd(arrow, $"{type.FullName} -> {target.FullName}");
            }
        }

        var folders = arrows.Keys.SelectMany(a => new[] { a.From, a.To }).Distinct().ToList();
        var reached = folders.ToDictionary(f => f, f => Reachable(f, arrows.Keys));
        return
        [
            .. folders
                .Where(f => reached[f].Contains(f))
                .GroupBy(f => string.Join(", ", reached[f].Where(other => reached[other].Contains(f)).Order()))
                .Select(circle => $"{circle.Key}:\n  {string.Join("\n  ", Within([.. circle], arrows))}"),
        ];
    }

    private static bool IsIn(IType type, string root) =>
        type is not GenericParameter
        && type.Namespace is { FullName: var name }
        && (name == root || name.StartsWith(root + ".", StringComparison.Ordinal));

    private static IEnumerable<string> Within(
        HashSet<string> circle,
        SortedDictionary<(string From, string To), string> arrows
    ) => arrows.Where(a => circle.Contains(a.Key.From) && circle.Contains(a.Key.To)).Select(a => a.Value);

    private static HashSet<string> Reachable(string start, IReadOnlyCollection<(string From, string To)> arrows)
    {
        var found = new HashSet<string>();
        var waiting = new Stack<string>([start]);
        while (waiting.TryPop(out var folder))
        {
            foreach (var (_, to) in arrows.Where(a => a.From == folder))
            {
                if (found.Add(to))
                    waiting.Push(to);
            }
        }

        return found;
    }
}
