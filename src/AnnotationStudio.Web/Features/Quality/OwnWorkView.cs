using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>How one person labels, for themselves and for leads; nobody else is named in it.</summary>
/// <param name="IsOwn">Whoever reads it is the person.</param>
/// <param name="Labelled">Items they labelled.</param>
/// <param name="Skipped">Items they skipped or flagged.</param>
/// <param name="MedianSeconds">Of their answers; null where no time was taken.</param>
/// <param name="WithOthers">Share of the items that others labelled too on which they said what most of the others did; null without such items.</param>
/// <param name="Judged">How many such items there are.</param>
/// <param name="Gold">Their answers on hidden gold; null without any.</param>
/// <param name="Confusions">What they said where something else was held right, most often first.</param>
/// <param name="Labels">By label: how often they gave it where it was right, left it out, and gave it where it was not.</param>
/// <param name="Periods">Their judged answers in the order they gave them, cut into equal parts.</param>
/// <param name="Drift">Standard errors by which right answers come later (above 0) or earlier than wrong ones.</param>
/// <param name="Days">Labels a day, the last two weeks.</param>
public sealed record OwnWorkView(
    QualityPerson Person, bool IsOwn, int Labelled, int Skipped, double? MedianSeconds, AgreementFigure? WithOthers, int Judged, GoldScore? Gold,
    IReadOnlyList<OwnConfusion> Confusions, IReadOnlyList<OwnLabel> Labels, IReadOnlyList<OwnPeriod> Periods, double Drift, IReadOnlyList<(DateOnly Day, int Count)> Days)
{
    /// <summary>What they do with suggestions; null where none could be judged.</summary>
    public SuggestionFigures? Suggestions { get; init; }

    /// <summary>How often they are right by the time they take; null where nothing could be judged.</summary>
    public TimeFigures? Time { get; init; }

    /// <summary>Few enough labels for colours to say something.</summary>
    public bool IsColored => Labels.Count <= 12;

    /// <summary>Whether the drift is hardly chance.</summary>
    public bool IsDriftClear => Math.Abs(Drift) > 1.96;
}

/// <summary>One label taken for another; without a name where one side has no label.</summary>
/// <param name="Right">Held right: gold, what a lead settled, or what most of the others said.</param>
/// <param name="Said">Their answer.</param>
public sealed record OwnConfusion(QualityLabel? Right, QualityLabel? Said, int Items);

/// <summary>How a person uses one label, on the items where something is held right.</summary>
/// <param name="Hits">Given where it was right.</param>
/// <param name="Missed">Right, and not given.</param>
/// <param name="Added">Given, and not right.</param>
public sealed record OwnLabel(QualityLabel Label, int Hits, int Missed, int Added)
{
    /// <summary>Of the items where it was right, how often they gave it; null without any.</summary>
    public AgreementFigure? Found => Hits + Missed == 0 ? null : AgreementFigure.Of(Interval.Wilson(Hits, Hits + Missed));

    /// <summary>Too few to judge by.</summary>
    public bool IsThin => Hits + Missed < QualityView.FewestToJudge;
}

/// <summary>A stretch of a person's judged answers.</summary>
public sealed record OwnPeriod(DateTimeOffset From, DateTimeOffset To, int Answers, AgreementFigure Right);
