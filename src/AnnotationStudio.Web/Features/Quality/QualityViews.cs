using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>How good a project's labels are, as far as people's answers on the same items tell.</summary>
/// <param name="Agreement">Of all items, those reserved for audit included.</param>
/// <param name="Annotators">Who labelled, by how much.</param>
/// <param name="Pairs">Each two people who share items enough for a kappa, by name.</param>
/// <param name="Confusion">Each two labels between which people split, most often first.</param>
/// <param name="Disagreements">Items on which not all said the same, without audit items.</param>
/// <param name="HiddenDisagreements">Such items that are reserved for audit or gold, which no list shows.</param>
/// <param name="Labels">The project's labels, in its order; those that were retired too.</param>
/// <param name="Activity">What was said when, and by whom; null where nothing was.</param>
public sealed record QualityView(
    AgreementFigures Agreement,
    IReadOnlyList<AnnotatorLine> Annotators,
    IReadOnlyList<PairLine> Pairs,
    IReadOnlyList<LabelSplit> Confusion,
    int Disagreements,
    int HiddenDisagreements,
    IReadOnlyList<QualityLabel> Labels,
    ActivityView? Activity)
{
    /// <summary>Labels that are likely wrong, whoever gave them; null until a search was made.</summary>
    public LabelErrorFigures? LabelErrors { get; init; }

    /// <summary>How several answers become the one that an item counts as.</summary>
    public ConsensusView? Consensus { get; init; }

    /// <summary>Everybody's answers on hidden gold together; null without any.</summary>
    public GoldScore? Gold { get; init; }

    /// <summary>Items below which a figure judges nobody.</summary>
    public const int FewestToJudge = 20;
}

/// <summary>How several answers on an item become one.</summary>
/// <param name="Setting">What the project chose, by name.</param>
/// <param name="InForce">The method that this comes to, by name.</param>
/// <param name="Reason">Why, in a sentence or two.</param>
public sealed record ConsensusView(string Setting, string InForce, string Reason);

/// <summary>A person as figures name them.</summary>
public sealed record QualityPerson(int Id, string Name);

/// <summary>A label as pages show it.</summary>
public sealed record QualityLabel(string Name, string Color, int Position);

/// <summary>How one person labels.</summary>
/// <param name="Annotations">Items they labelled.</param>
/// <param name="MedianSeconds">Of their answers; null where no time was taken.</param>
/// <param name="Judged">How many of their items somebody else labelled too.</param>
/// <param name="AgreementWithOthers">Share of these on which they said what most of the others did.</param>
public sealed record AnnotatorLine(QualityPerson Person, int Annotations, double? MedianSeconds, int Judged, AgreementFigure? AgreementWithOthers)
{
    /// <summary>Their answers on hidden gold; null where they have given none.</summary>
    public GoldScore? Gold { get; init; }

    /// <summary>What they do with suggestions; null where none could be judged.</summary>
    public SuggestionFigures? Suggestions { get; init; }

    /// <summary>How often they are right by the time they take; null where nothing could be judged.</summary>
    public TimeFigures? Time { get; init; }

    /// <summary>Since when they get no items; null when they do.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Too few to judge by.</summary>
    public bool IsThin => Judged < QualityView.FewestToJudge;
}

/// <summary>How often somebody was right on items whose answer is known, without knowing which these are.</summary>
/// <param name="Answers">On how many.</param>
/// <param name="Right">Of these, exactly right.</param>
/// <param name="Accuracy">Their share, with Wilson's interval.</param>
public sealed record GoldScore(int Answers, int Right, AgreementFigure Accuracy)
{
    /// <summary>Too few to judge by.</summary>
    public bool IsThin => Answers < QualityView.FewestToJudge;

    public static GoldScore? Of(int answers, int right) => answers == 0 ? null : new(answers, right, AgreementFigure.Of(Interval.Wilson(right, answers)));
}

/// <summary>How two people agree.</summary>
/// <param name="Shared">Items both labelled.</param>
/// <param name="Agreed">Of these, with the same answer.</param>
/// <param name="CohenKappa">Null figures where both gave the same single answer throughout.</param>
/// <param name="Disagreements">Items that can be read, on which they differ; without audit items.</param>
public sealed record PairLine(QualityPerson First, QualityPerson Second, int Shared, int Agreed, AgreementFigure CohenKappa, int Disagreements)
{
    /// <summary>Too few to judge by.</summary>
    public bool IsThin => Shared < QualityView.FewestToJudge;
}

/// <summary>Two labels between which people split; the same label twice where one gave it and another left it out.</summary>
/// <param name="Items">On how many items, without audit items.</param>
public sealed record LabelSplit(string First, string Second, int Items);

/// <summary>Which disagreements to list; all without.</summary>
/// <param name="People">Ids of two people who differ.</param>
/// <param name="Labels">Names of two labels between which people split.</param>
/// <param name="Votes">Among which answers; null for all.</param>
/// <param name="ShowsAll">Also the items on which people agree, or which one person alone answered.</param>
/// <param name="Answers">Rather than disagreements the items with answers of a kind, as <see cref="AnswerKind"/> names them in addresses.</param>
public sealed record SplitFilter((int First, int Second)? People = null, (string First, string Second)? Labels = null, VoteFilter? Votes = null, bool ShowsAll = false, string? Answers = null);

/// <summary>One page of disagreements.</summary>
/// <param name="Total">On all pages.</param>
/// <param name="Hidden">Items reserved for audit that fit too, where all items are asked for, or those with answers of a kind.</param>
public sealed record SplitPage(IReadOnlyList<SplitItem> Items, int Total, int Hidden = 0);

/// <summary>An item on which people differ.</summary>
/// <param name="Excerpt">The first of its text.</param>
/// <param name="Said">Who said what, by name.</param>
public sealed record SplitItem(long Id, string Excerpt, IReadOnlyList<SaidLabels> Said);

/// <summary>What one person said of an item.</summary>
/// <param name="Labels">In the project's order; none is an answer too where several may be given.</param>
public sealed record SaidLabels(QualityPerson Person, IReadOnlyList<QualityLabel> Labels);
