namespace ClothesClassification.Training;

/// <summary>What an <see cref="ImageTrainer"/> is doing.</summary>
public enum TrainingStage
{
    /// <summary>Reading photos, and what the network sees of them; most of the time. Counts photos.</summary>
    Features,

    /// <summary>Choosing the regularisation, and answering each photo by a model that has not seen it.</summary>
    CrossValidation,

    /// <summary>Measuring how accuracy grows with the number of photos.</summary>
    LearningCurve,

    /// <summary>Writing the model folder.</summary>
    Writing,
}

/// <summary>How far an <see cref="ImageTrainer"/> is.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Done">Steps of the stage that are done.</param>
/// <param name="Total">All steps of the stage.</param>
public readonly record struct TrainingProgress(TrainingStage Stage, int Done, int Total);
