namespace ClothesClassification.Cli.Batch.Feeding;

/// <summary>A batch was not done.</summary>
/// <param name="message">Why.</param>
/// <param name="isOfAll">Whether the others would not be done either, for the same reason.</param>
internal sealed class BatchFailedException(string message, bool isOfAll) : Exception(message)
{
    public bool IsOfAll { get; } = isOfAll;
}
