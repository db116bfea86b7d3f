using System.Globalization;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Where the page goes from each of its cells, with the filter that it shows now.</summary>
public sealed record QualityAddresses(int ProjectId, QualityQuery Now)
{
    public string Everything => $"projects/{ProjectId}/quality";

    public string Report => Of(Now, page: "quality/report");

    /// <summary>The page with this filter.</summary>
    public string Filtered(QualityQuery query) => Of(query);

    /// <summary>The disagreements that the filter leaves.</summary>
    public string Disagreements => Of(Now, anchor: "disagreements");

    public string Pair(PairLine pair) => Of(Now, ("people", $"{pair.First.Id},{pair.Second.Id}"));

    public string Split(LabelSplit split) => Of(Now, ("label", split.First), ("against", split.Second));

    /// <summary>The disagreements on what was answered in a period.</summary>
    public string In(PeriodLine period) => Of(Within(period), anchor: "disagreements");

    /// <summary>All items with an answer of this period, person and label, as far as they are given.</summary>
    public string Answers(PeriodLine? period = null, QualityPerson? person = null, QualityLabel? label = null)
    {
        var query = period is null ? Now : Within(period);
        return Of(query with { Person = person?.Id ?? query.Person, Given = label?.Name ?? query.Given }, ("show", "all"));
    }

    /// <summary>The items behind a figure of what somebody did with suggestions, or of the time they took.</summary>
    public string Habit(QualityPerson person, AnswerKind kind) => Of(Now with { Person = person.Id }, ("answers", AnswerKinds.Word(kind)));

    private QualityQuery Within(PeriodLine period)
    {
        var from = VoteFilter.Day(Now.From) is { } first && first > period.From ? first : period.From;
        var to = VoteFilter.Day(Now.To) is { } last && last < period.To ? last : period.To;
        return Now with { From = Write(from), To = Write(to) };
    }

    private static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Of(QualityQuery query, params (string Key, string Value)[] more) => Of(query, "quality", "disagreements", more);

    private string Of(QualityQuery query, string page = "quality", string? anchor = null, (string Key, string Value)[]? more = null)
    {
        (string Key, string? Value)[] all =
        [
            ("from", query.From), ("to", query.To), ("person", query.Person?.ToString(CultureInfo.InvariantCulture)), ("given", query.Given),
            ("batch", query.Batch?.ToString(CultureInfo.InvariantCulture)), .. (more ?? []).Select(pair => (pair.Key, (string?)pair.Value)),
        ];
        var parts = string.Join('&', all.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!).Replace("%2C", ",", StringComparison.Ordinal)}"));
        return $"projects/{ProjectId}/{page}{(parts.Length > 0 ? "?" : "")}{parts}{(anchor is null ? "" : "#")}{anchor}";
    }
}
