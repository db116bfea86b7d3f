namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Figures with the names of people and labels.</summary>
internal static class QualityViewing
{
    public static QualityView Of(
        MeasuredVotes measured, QualityNames names, IReadOnlyDictionary<int, GoldScore> gold, IReadOnlyDictionary<int, DateTimeOffset> paused) => new(
        AgreementFigures.Of(measured.Report, [.. names.Labels.Select(label => label.Name)]),
        [.. measured.Scores
            .Select(score => new AnnotatorLine(
                names.People[score.Annotator], score.Votes, measured.Read.MedianSeconds[score.Annotator], score.Judged,
                score.Share is { } share ? AgreementFigure.Of(share) : null)
            {
                Gold = gold.GetValueOrDefault(names.People[score.Annotator].Id),
                Suggestions = SuggestionFigures.Of(measured.Habits[score.Annotator].Suggestions),
                Time = TimeFigures.Of(measured.Habits[score.Annotator].Time),
                PausedAt = paused.TryGetValue(names.People[score.Annotator].Id, out var since) ? since : null,
            })
            .OrderByDescending(line => line.Annotations).ThenBy(line => line.Person.Name, StringComparer.CurrentCultureIgnoreCase)],
        [.. measured.Report.CohenKappa.Pairs.Select(pair => new PairLine(
            names.People[pair.First], names.People[pair.Second], pair.Shared, pair.Agreed, AgreementFigure.Of(pair.Kappa),
            measured.Splits.ByPeople.GetValueOrDefault((pair.First, pair.Second))))],
        [.. measured.Splits.ByLabels
            .OrderByDescending(cell => cell.Value).ThenBy(cell => cell.Key)
            .Select(cell => new LabelSplit(names.Labels[cell.Key.First].Name, names.Labels[cell.Key.Second].Name, cell.Value))],
        measured.Splits.Items,
        measured.Splits.HiddenItems,
        names.Labels,
        measured.Activity is { } activity ? Of(activity, names) : null)
        {
            Gold = GoldScore.Of(gold.Values.Sum(score => score.Answers), gold.Values.Sum(score => score.Right)),
        };

    private static ActivityView Of(ActivityCounts activity, QualityNames names)
    {
        int[] people = [.. Enumerable.Range(0, names.People.Count).Where(person => activity.ByPerson[person] > 0)
            .OrderByDescending(person => activity.ByPerson[person]).ThenBy(person => names.People[person].Name, StringComparer.CurrentCultureIgnoreCase)];
        return new(
            activity.Periods.Unit,
            [.. activity.Periods.All.Zip(activity.Counts, (days, counts) => new PeriodLine(
                days.From, days.To, counts.Answers, counts.MedianSeconds, counts.Overlapping, AgreementFigure.Of(counts.Alpha), counts.ByLabel,
                [.. people.Select(person => new PersonCount(counts.ByPerson[person], counts.MedianSecondsOf[person]))]))],
            [.. people.Select(person => new PersonLabels(names.People[person], activity.ByPerson[person], activity.ByPersonAndLabel[person]))]);
    }
}
