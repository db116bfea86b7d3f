namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>What a strategy must be handed; checked before any work starts.</summary>
[Flags]
public enum PoolNeeds
{
    /// <summary>Nothing but the number of candidates.</summary>
    None = 0,

    /// <summary>The model's probabilities of each candidate.</summary>
    Probabilities = 1,

    /// <summary>The embeddings of each candidate.</summary>
    Embeddings = 2,

    /// <summary>The labels of what is labelled already and, where candidates have embeddings, its embeddings.</summary>
    Labelled = 4,

    /// <summary>The model's probabilities of what is labelled already.</summary>
    LabelledProbabilities = 8,

    /// <summary>Several models that can be asked about candidates.</summary>
    Committee = 16,
}
