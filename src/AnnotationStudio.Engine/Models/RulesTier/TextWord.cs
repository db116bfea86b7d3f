namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>One word of a text that is being matched.</summary>
/// <param name="Word">Its number in the matcher, or −1 when no name contains it.</param>
/// <param name="Start">First character, in UTF-16 units.</param>
/// <param name="End">One past the last character.</param>
internal readonly record struct TextWord(int Word, int Start, int End)
{
    /// <summary>The number of this and the next word written as one, or −1.</summary>
    public int JoinedWithNext { get; init; } = -1;
}
