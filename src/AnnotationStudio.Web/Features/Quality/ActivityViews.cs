namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What was said when, and by whom.</summary>
/// <param name="Unit">What time is cut into: <c>day</c>, <c>week</c> or <c>month</c>, in UTC.</param>
/// <param name="Periods">In their order, those without an answer too.</param>
/// <param name="People">Who answered, by how much.</param>
public sealed record ActivityView(string Unit, IReadOnlyList<PeriodLine> Periods, IReadOnlyList<PersonLabels> People);

/// <summary>One day, week or month.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Annotations">Answers given in it.</param>
/// <param name="MedianSeconds">Of these answers; null where no time was taken.</param>
/// <param name="OverlappingItems">Items answered in it that have two answers or more by now.</param>
/// <param name="KrippendorffAlpha">Over these items.</param>
/// <param name="ByLabel">How often each label was given, in the order of the view's labels.</param>
/// <param name="ByPerson">What each person did, in the order of the people.</param>
public sealed record PeriodLine(
    DateOnly From, DateOnly To, int Annotations, double? MedianSeconds, int OverlappingItems, AgreementFigure KrippendorffAlpha,
    IReadOnlyList<int> ByLabel, IReadOnlyList<PersonCount> ByPerson)
{
    /// <summary>Too few to judge by.</summary>
    public bool IsThin => OverlappingItems < QualityView.FewestToJudge;
}

/// <summary>One person in one period.</summary>
public sealed record PersonCount(int Annotations, double? MedianSeconds);

/// <summary>Which labels a person gave.</summary>
/// <param name="Annotations">Answers.</param>
/// <param name="ByLabel">How often each label was given, in the order of the view's labels.</param>
public sealed record PersonLabels(QualityPerson Person, int Annotations, IReadOnlyList<int> ByLabel);

/// <summary>What a filter can be made of: who answered, the labels, and the files that items came with.</summary>
public sealed record QualityChoices(IReadOnlyList<QualityPerson> People, IReadOnlyList<string> Labels, IReadOnlyList<QualityImport> Imports);

/// <summary>A file that items came with.</summary>
public sealed record QualityImport(int Id, string FileName, DateTimeOffset At);

/// <summary>A filter as addresses and calls write it.</summary>
public sealed record QualityQuery
{
    /// <summary>The first day, as in 2026-03-12.</summary>
    public string? From { get; init; }

    /// <summary>The last day.</summary>
    public string? To { get; init; }

    /// <summary>Id of who answered.</summary>
    public int? Person { get; init; }

    /// <summary>Name of a label that was given.</summary>
    public string? Given { get; init; }

    /// <summary>Id of the import that the items came with.</summary>
    public int? Batch { get; init; }
}
