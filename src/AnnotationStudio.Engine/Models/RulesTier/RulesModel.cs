using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>Suggests the labels whose name, alias or pattern stands in the text, compared by stemmed words.</summary>
/// <remarks>
/// Multi-label: 0.9 for a label that was found or that a found label implies, 0.02 for the others; suggested from 0.5.
/// Single-label: nine tenths are shared among the labels found, by the number of words found for each, one tenth among all; nothing found
/// gives every label the same. Parents count only in a multi-label set: a single-label item has no room for them.
/// </remarks>
internal sealed class RulesModel : IModel
{
    private const float Found = .9f;
    private const float NotFound = .02f;
    private const float Threshold = .5f;
    private const int RowsBetweenChecks = 256;

    private readonly RuleMatcher _matcher;
    private readonly int[][] _implied;
    private readonly Comparison<RuleMatch> _byLabelAndPlace;

    public RulesModel(LabelSet labels)
    {
        Labels = labels;
        _matcher = RuleMatcher.Of(labels);
        _implied = ImpliedLabels.Of(labels);
        _byLabelAndPlace = (one, other) => (LabelOf(one), one.FirstWord).CompareTo((LabelOf(other), other.FirstWord));
        if (labels.Task == LabelTask.Multi)
            Thresholds = [.. Enumerable.Repeat(Threshold, labels.Count)];
    }

    public Tier Tier => Tier.Rules;

    public LabelSet Labels { get; }

    public IReadOnlyList<float>? Thresholds { get; }

    public void Predict(TextBatch batch, ProbabilityMatrix into, CancellationToken ct)
    {
        if (into.Rows != batch.Count || into.Labels != Labels.Count)
            throw new ArgumentException($"Expected {batch.Count} × {Labels.Count} probabilities, got {into.Rows} × {into.Labels}.", nameof(into));

        var scratch = new MatchScratch();
        for (var row = 0; row < batch.Count; row++)
        {
            if (row % RowsBetweenChecks == 0)
                ct.ThrowIfCancellationRequested();
            _matcher.Find(batch.Texts[row], scratch);
            if (Labels.Task == LabelTask.Multi)
                WriteMulti(scratch.Found, into[row]);
            else
                WriteSingle(scratch.Found, into[row]);
        }
    }

    public IReadOnlyList<TokenWeight> Explain(string text, int label)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)Labels.Count, nameof(label));
        var scratch = new MatchScratch();
        _matcher.Find(text, scratch);
        var speaking = scratch.Found
            .Where(match => LabelOf(match) == label || (Labels.Task == LabelTask.Multi && _implied[LabelOf(match)].Contains(label)))
            .Select(match => (match.Start, match.End, match.Words))
            .Distinct()
            .OrderByDescending(match => match.Words).ThenBy(match => match.Start)
            .ToList();
        return [.. speaking.Select(match => new TokenWeight(match.Start, match.End, (float)match.Words / speaking[0].Words))];
    }

    public void Save(Stream artifact) => RulesArtifact.Write(Labels, artifact);

    public void Dispose()
    {
        // Nothing is held outside the collected heap.
    }

    private int LabelOf(RuleMatch match) => _matcher.Rules[match.Rule].Label;

    private void WriteMulti(List<RuleMatch> matches, Span<float> row)
    {
        row.Fill(NotFound);
        foreach (var match in matches)
        {
            row[LabelOf(match)] = Found;
            foreach (var parent in _implied[LabelOf(match)])
                row[parent] = Found;
        }
    }

    // A word that two rules of a label found counts once.
    private void WriteSingle(List<RuleMatch> matches, Span<float> row)
    {
        row.Clear();
        matches.Sort(_byLabelAndPlace);
        var (label, counted, words) = (-1, 0, 0);
        foreach (var match in matches)
        {
            (label, counted) = LabelOf(match) == label ? (label, counted) : (LabelOf(match), 0);
            var end = match.FirstWord + match.Words;
            var fresh = Math.Max(0, end - Math.Max(counted, match.FirstWord));
            counted = Math.Max(counted, end);
            row[label] += fresh;
            words += fresh;
        }

        var rest = (words == 0 ? 1f : 1f - Found) / row.Length;
        foreach (ref var probability in row)
            probability = rest + (words == 0 ? 0 : Found * probability / words);
    }
}
