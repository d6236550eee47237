namespace ClothesClassification.LambdaHost.Tests;

public sealed class ArchitectureTests
{
    [Fact(Skip = "The circles that it finds are still to be untangled.")]
    public void Folders_do_not_depend_on_each_other_in_a_circle() =>
        FolderCircles.AssertNone(typeof(PredictFunction).Assembly, "ClothesClassification.LambdaHost");

    [Fact(Skip = "The classes that it finds are still to be moved.")]
    public void Each_test_class_is_named_after_a_type_and_lies_where_it_lies() =>
        OrphanTests.AssertNone(
            typeof(ArchitectureTests).Assembly,
            typeof(PredictFunction).Assembly,
            "ClothesClassification.LambdaHost",
            crossCutting: [nameof(ArchitectureTests)]
        );
}
