namespace AnnotationStudio.Engine.Models.Heads;

/// <summary>Multiplies by the Gram matrix <c>G = XXᵀ</c> of some labelled rows, all that a fit needs to know of them.</summary>
internal interface IRowProducts
{
    /// <summary>How many rows there are.</summary>
    int Count { get; }

    /// <summary>For each of the outputs asked for, writes <c>G·shares</c>.</summary>
    /// <param name="shares">By output, a number for each row; longer arrays are read only that far.</param>
    /// <param name="into">By output, at least as long as there are rows.</param>
    /// <param name="outputs">Which outputs to do; the others are left alone.</param>
    void Multiply(float[][] shares, float[][] into, IReadOnlyList<int> outputs);
}
