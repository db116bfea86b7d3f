namespace AnnotationStudio.Engine.Models.BlendTier;

/// <summary>One of the models that a blend averages.</summary>
/// <param name="Model">Owned by the blend.</param>
/// <param name="Temperature">What its logits are divided by.</param>
internal sealed record BlendMember(IModel Model, double Temperature);
