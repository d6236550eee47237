namespace ClothesClassification.Training.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Folders_do_not_depend_on_each_other_in_a_circle() =>
        FolderCircles.AssertNone(typeof(ImageTrainer).Assembly, "ClothesClassification.Training");

    [Fact]
    public void Each_test_class_is_named_after_a_type_and_lies_where_it_lies() =>
        OrphanTests.AssertNone(
            typeof(ArchitectureTests).Assembly,
            typeof(ImageTrainer).Assembly,
            "ClothesClassification.Training",
            crossCutting: [nameof(ArchitectureTests)]
        );
}
