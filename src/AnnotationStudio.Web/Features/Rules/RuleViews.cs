using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Rules;

/// <summary>A label that rules can be written for.</summary>
public sealed record RuleLabel(int Id, string Name, string Color, int Position);

/// <summary>All rules of a project, counted.</summary>
/// <param name="Labels">In their order; each with at least its name as a rule.</param>
/// <param name="Sample">What they were counted on.</param>
/// <param name="AreServing">Whether rules make the suggestions, so that a change takes effect by itself.</param>
/// <param name="IsReadOnly">The project is archived.</param>
public sealed record RuleBook(ProjectTask Task, IReadOnlyList<RulesOfLabel> Labels, SampleSize Sample, bool AreServing, bool IsReadOnly)
{
    /// <summary>How many patterns people wrote.</summary>
    public int Patterns => Labels.Sum(label => label.Rules.Count(rule => rule.Kind == RuleKind.Pattern));
}

/// <summary>The rules of one label.</summary>
public sealed record RulesOfLabel(int LabelId, string Name, string Color, int Position, IReadOnlyList<RuleLine> Rules);

/// <summary>One rule with its figures.</summary>
/// <param name="InPool">Texts of the sample in which it is found.</param>
/// <param name="Found">Labelled items in which it is found.</param>
/// <param name="Right">Of these, the ones that have the label.</param>
/// <param name="Precision">Right of found, with Wilson's 95 % interval; null where nothing was found.</param>
/// <param name="Overlaps">Of those found, the ones that another rule of the label finds too.</param>
/// <param name="Conflicts">Of those found, the ones in which a rule of another label is found too; 0 where an item takes several.</param>
public sealed record RuleLine(string Words, RuleKind Kind, int InPool, int Found, int Right, Interval? Precision, int Overlaps, int Conflicts)
{
    /// <summary>Of those found, the ones that do not have the label.</summary>
    public int Mistakes => Found - Right;
}

/// <summary>How much was looked at. Audit items never are.</summary>
/// <param name="Texts">Texts looked at, drawn at random.</param>
/// <param name="OfTexts">Texts that there are.</param>
/// <param name="Labelled">Labelled items looked at, drawn at random.</param>
/// <param name="OfLabelled">Labelled items that could be.</param>
public sealed record SampleSize(int Texts, int OfTexts, int Labelled, int OfLabelled);

/// <summary>What a pattern would match, before anybody saves it; or what a rule does match.</summary>
/// <param name="AlsoOf">Names of other labels that have the same rule: both are suggested.</param>
/// <param name="IsKnown">The label has this rule already.</param>
/// <param name="Mistakes">Labelled items that it finds and that do not have the label.</param>
/// <param name="RightOnes">Labelled items that it finds and that do.</param>
/// <param name="Others">Texts that it finds and that nobody has labelled.</param>
public sealed record RuleTrial(
    RuleLine Line, SampleSize Sample, IReadOnlyList<string> AlsoOf, bool IsKnown,
    IReadOnlyList<RuleExample> Mistakes, IReadOnlyList<RuleExample> RightOnes, IReadOnlyList<RuleExample> Others);

/// <summary>A stretch of a text around a match.</summary>
/// <param name="Before">What stands before it.</param>
/// <param name="Match">What matched.</param>
/// <param name="After">What follows.</param>
/// <param name="Labels">Names of the labels that the item has; empty where nobody labelled it.</param>
public sealed record RuleExample(long Item, string Before, string Match, string After, IReadOnlyList<string> Labels);

/// <summary>A pattern that could be added.</summary>
/// <param name="Fresh">Labelled items with the label that its rules do not find yet.</param>
public sealed record SuggestedRule(int LabelId, string Label, string Words, int Found, int Right, Interval? Precision, int Fresh);

/// <summary>A rule as somebody writes it: the label by its name.</summary>
public sealed record RuleInput(string? Label, string? Pattern);

/// <summary>All patterns of a project, in place of those that are there.</summary>
public sealed record RulesInput(IReadOnlyList<RuleInput>? Rules);
