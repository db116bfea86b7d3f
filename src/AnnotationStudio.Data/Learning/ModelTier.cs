namespace AnnotationStudio.Data;

/// <summary>A kind of model: a rung of the ladder.</summary>
public enum ModelTier
{
    Rules,
    Regression,
    Convolution,
    Transformer,
    Blend,
}
