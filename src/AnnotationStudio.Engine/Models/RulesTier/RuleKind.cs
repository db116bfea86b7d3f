namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>Where a rule comes from.</summary>
public enum RuleKind
{
    /// <summary>The label's name.</summary>
    Name,

    /// <summary>One of its aliases.</summary>
    Alias,

    /// <summary>A pattern that somebody wrote; the only kind in which <c>*</c> means something.</summary>
    Pattern,
}
