using Xunit.Sdk;
using Xunit.v3;

namespace ClothesClassification.EndToEnd.Deploying;

/// <summary>Place of a test among those that share one deployment: lower numbers first.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StepAttribute(int number) : Attribute
{
    public int Number => number;
}

/// <summary>Runs tests in the order of their <see cref="StepAttribute"/>.</summary>
internal sealed class StepOrderer : ITestMethodOrderer
{
    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(
        IReadOnlyCollection<TTestMethod?> testMethods
    )
        where TTestMethod : notnull, ITestMethod =>
        [.. testMethods.OrderBy(method => Step(method as IXunitTestMethod))];

    private static int Step(IXunitTestMethod? method) =>
        method
            ?.Method.GetCustomAttributes(typeof(StepAttribute), inherit: false)
            .Cast<StepAttribute>()
            .SingleOrDefault()
            ?.Number
        ?? 0;
}
