namespace ClothesClassification.Cli.Remote;

/// <summary>Whose fault a failed call is.</summary>
internal enum FaultScope
{
    /// <summary>This photo's: the next may be answered.</summary>
    Photo,

    /// <summary>The service's, for the moment.</summary>
    Service,

    /// <summary>The address's or the key's: every photo will fail the same way.</summary>
    Endpoint,
}

/// <param name="Fault">Whether another photo may fare better.</param>
/// <param name="Sentence">What happened and what to do.</param>
internal readonly record struct CallFailure(FaultScope Fault, string Sentence);
