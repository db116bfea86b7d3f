using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models;

/// <summary>A trained model: immutable, safe to share between threads.</summary>
public interface IModel : IDisposable
{
    /// <summary>Which rung of the ladder it stands on.</summary>
    Tier Tier { get; }

    /// <summary>The labels it tells apart, in the order of the columns it writes.</summary>
    LabelSet Labels { get; }

    /// <summary>Least probability at which a label is suggested, one for each label; null in a single-label model, which suggests its best.</summary>
    IReadOnlyList<float>? Thresholds { get; }

    /// <summary>Writes the probabilities of every text of the batch.</summary>
    /// <param name="batch">Texts, featurized by the feature space the model was trained on where it uses one.</param>
    /// <param name="into">As many rows as the batch, as many columns as there are labels.</param>
    /// <param name="ct">Checked for each block of rows.</param>
    void Predict(TextBatch batch, ProbabilityMatrix into, CancellationToken ct);

    /// <summary>The stretches of the text that speak for and against a label, strongest first; empty when nothing does.</summary>
    /// <param name="text">The text as shown.</param>
    /// <param name="label">Index of the label.</param>
    IReadOnlyList<TokenWeight> Explain(string text, int label);

    /// <summary>Writes everything <see cref="IModelTier.Load"/> needs. The same model writes the same bytes.</summary>
    void Save(Stream artifact);
}
