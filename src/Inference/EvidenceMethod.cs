namespace ClothesClassification.Inference;

/// <summary>How to find out which parts of a photo speak for a label.</summary>
public enum EvidenceMethod
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>
    /// From the graph's output of evidence, which the run for the scores gives, too: at no cost worth naming. Only for models
    /// that have it (<see cref="Models.ImageModel.EvidenceName"/>).
    /// </summary>
    Output,

    /// <summary>
    /// By covering one part of the model's picture after the other, in the picture's mean colour, and looking by how much each
    /// label falls. For every model; takes 49 more runs, one for each of 7 x 7 parts.
    /// </summary>
    Occlusion,
}
