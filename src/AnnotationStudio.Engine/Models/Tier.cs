namespace AnnotationStudio.Engine.Models;

/// <summary>A kind of model: a rung of the ladder, cheapest first.</summary>
public enum Tier
{
    /// <summary>Names, aliases and patterns of the labels; needs no training.</summary>
    Rules,

    /// <summary>Logistic regression on words, characters and the pool's word vectors.</summary>
    Regression,

    /// <summary>A small convolutional network over tokens.</summary>
    Convolution,

    /// <summary>A regression head on a frozen pretrained encoder.</summary>
    Transformer,

    /// <summary>An average of calibrated tiers.</summary>
    Blend,
}
