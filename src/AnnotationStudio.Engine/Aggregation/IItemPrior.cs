namespace AnnotationStudio.Engine.Aggregation;

/// <summary>What is held of an item before anybody has voted on it.</summary>
internal interface IItemPrior
{
    /// <summary>Whether it says something of each item, so that items without votes have an answer too.</summary>
    bool KnowsItems { get; }

    /// <summary>Fits the prior to what items are held to be.</summary>
    /// <param name="posterior">Items × labels; rows of items without votes mean nothing.</param>
    /// <returns>What the prior adds to the objective by itself.</returns>
    double Fit(double[] posterior);

    /// <summary>Writes the logarithm of each label's probability.</summary>
    void Write(int item, Span<double> logs);
}
