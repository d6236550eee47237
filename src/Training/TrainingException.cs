namespace ClothesClassification.Training;

/// <summary>No model can be trained from the photos, or not on the base model; the message says what to do.</summary>
public sealed class TrainingException : Exception
{
    internal TrainingException(string message)
        : base(message) { }
}
