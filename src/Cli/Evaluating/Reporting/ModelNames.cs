namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>What the models are called in tables and charts.</summary>
internal static class ModelNames
{
    /// <summary>Name, version and precision; with A and B behind them where both models have the same.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ModelReport> models)
    {
        var titles = models.Select(m => m.Model.Title).ToList();
        return titles.Distinct().Count() == titles.Count
            ? titles
            : [.. titles.Select((title, i) => $"{title} ({(char)('A' + i)})")];
    }
}
