using System.Reflection;

namespace ClothesClassification.Tests;

/// <summary>Finds test classes that are not named after a type of the project, or lie in another folder than that type.</summary>
internal static class OrphanTests
{
    /// <summary>Fails with the test classes that do not mirror the project.</summary>
    /// <param name="tests">The test project.</param>
    /// <param name="project">The project that it tests.</param>
    /// <param name="rootNamespace">The project's; that of the tests has <c>.Tests</c> at its end.</param>
    /// <param name="crossCutting">Folders (relative namespaces) or classes of tests that are about no single type.</param>
    public static void AssertNone(
        Assembly tests,
        Assembly project,
        string rootNamespace,
        params IReadOnlyList<string> crossCutting
    )
    {
        if (In(tests, project, rootNamespace, crossCutting) is { Count: > 0 } orphans)
            Assert.Fail(string.Join('\n', orphans));
    }

    private static IReadOnlyList<string> In(
        Assembly tests,
        Assembly project,
        string rootNamespace,
        IReadOnlyList<string> crossCutting
    )
    {
        // A type in somebody else's namespace, such as extension methods, has no folder: its tests may lie anywhere.
        var folders = project
            .GetTypes()
            .Where(t => !t.IsNested)
            .ToLookup(t => t.Name.Split('`')[0], t => Relative(t.Namespace, rootNamespace));
        return
        [
            .. tests
                .GetTypes()
                .Where(IsTestClass)
                .Select(t => (t.Name, Folder: Relative(t.Namespace, $"{rootNamespace}.Tests")))
                .Where(t => !crossCutting.Contains(t.Name) && !crossCutting.Contains(t.Folder))
                .Select(t => Fault(t.Name, t.Folder, folders))
                .OfType<string>()
                .Order(),
        ];
    }

    private static string? Fault(string name, string? folder, ILookup<string, string?> folders)
    {
        const string suffix = "Tests";
        if (!name.EndsWith(suffix, StringComparison.Ordinal))
            return $"{name} does not end with {suffix}.";
        var expected = folders[name[..^suffix.Length]].ToList();
        return expected switch
        {
            [] => $"{folder}/{name} is named after no type.",
            _ when expected.Contains(folder) || expected.Contains(null) => null,
            _ => $"{folder}/{name} belongs into {string.Join(" or ", expected)}.",
        };
    }

    private static bool IsTestClass(Type type) =>
        type is { IsClass: true, IsAbstract: false }
        && type.GetMethods().Any(m => m.GetCustomAttributes().OfType<Xunit.v3.IFactAttribute>().Any());

    private static string? Relative(string? name, string root) =>
        name == root ? ""
        : name?.StartsWith(root + ".", StringComparison.Ordinal) == true ? name[(root.Length + 1)..]
        : null;
}
