using System.Reflection;

namespace ClothesClassification.Tests;

/// <summary>What holds for the folders of each project of <c>src</c>, and for those of its tests.</summary>
/// <param name="project">The project.</param>
/// <param name="rootNamespace">Its namespace; that of the tests has <c>.Tests</c> at its end.</param>
/// <param name="crossCutting">Folders of tests that are about no single type.</param>
public abstract class FolderRules(Assembly project, string rootNamespace, params string[] crossCutting)
{
    [Fact]
    public void Folders_do_not_depend_on_each_other_in_a_circle() => FolderCircles.AssertNone(project, rootNamespace);

    [Fact]
    public void Each_test_class_is_named_after_a_type_and_lies_where_it_lies() =>
        OrphanTests.AssertNone(
            GetType().Assembly,
            project,
            rootNamespace,
            crossCutting: [GetType().Name, .. crossCutting]
        );
}
