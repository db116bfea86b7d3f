using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>How one rule does on labelled items.</summary>
public sealed record RuleReport
{
    /// <summary>The rule.</summary>
    public required LabelRule Rule { get; init; }

    /// <summary>Labelled items that were looked at.</summary>
    public required int Items { get; init; }

    /// <summary>Items in which the rule was found.</summary>
    public required int Found { get; init; }

    /// <summary>Of these, the ones that have its label.</summary>
    public required int Right { get; init; }

    /// <summary>Of those found, the ones in which another rule of the same label was found too: without this rule they would still be.</summary>
    public required int Overlaps { get; init; }

    /// <summary>Of those found, the ones in which a rule of another label was found too. Always 0 in a multi-label set, where both may be right.</summary>
    public required int Conflicts { get; init; }

    /// <summary>Share of the found that are right, with Wilson's 95 % interval; null where nothing was found.</summary>
    public Interval? Precision => Found == 0 ? null : Interval.Wilson(Right, Found);

    /// <summary>Share of the items in which it was found; 0 without items.</summary>
    public double Coverage => Items == 0 ? 0 : (double)Found / Items;

    /// <summary>Indexes of the first items that it found and that have its label, ascending.</summary>
    public required IReadOnlyList<int> RightItems { get; init; }

    /// <summary>Indexes of the first items that it found and that do not have its label, ascending.</summary>
    public required IReadOnlyList<int> WrongItems { get; init; }
}
