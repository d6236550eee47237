namespace ClothesClassification.EndToEnd.Policy;

/// <summary>One thing that every plan has to keep.</summary>
/// <param name="Id">Checkov's id, so that its documentation can be looked up.</param>
/// <param name="Title">What has to hold.</param>
/// <param name="Offenders">Addresses of resources that break it.</param>
internal sealed record Rule(string Id, string Title, Func<Plan, IEnumerable<string>> Offenders)
{
    /// <summary>A rule on each resource of a type.</summary>
    public static Rule Each(string id, string title, string type, Func<PlannedResource, bool> holds) =>
        new(id, title, plan => plan.Of(type).Where(resource => !holds(resource)).Select(resource => resource.Address));
}
