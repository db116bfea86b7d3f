namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>One word of a rule, as it is compared.</summary>
/// <param name="Text">A stem; the beginning of a word, lower case; or nothing.</param>
/// <param name="Kind">Which of these.</param>
internal readonly record struct PatternWord(string Text, PatternWordKind Kind);

/// <summary>How a word of a rule is compared.</summary>
internal enum PatternWordKind
{
    /// <summary>The stems are the same.</summary>
    Stem,

    /// <summary>The word begins so.</summary>
    Beginning,

    /// <summary>Any word.</summary>
    Any,
}
