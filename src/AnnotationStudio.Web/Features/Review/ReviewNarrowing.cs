using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Review;

/// <summary>A filter whose names were found. Each count of a choice is the length of the list it leads to.</summary>
internal sealed record ReviewNarrowing(ReviewFilter Filter, int? Label, int? Against)
{
    public static Outcome<ReviewNarrowing> Of(ReviewFilter filter, ReviewProject project)
    {
        var (label, against) = (Find(filter.Label), Find(filter.Against));
        return (filter.Label, label) is (not null, null) ? Unknown(filter.Label)
            : (filter.Against, against) is (not null, null) ? Unknown(filter.Against)
            : new ReviewNarrowing(filter, label, against);

        int? Find(string? name) => name is null ? null
            : project.AllLabels.Values.Where(one => one.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)).Select(one => (int?)one.Id).FirstOrDefault();
        static Problem Unknown(string name) => Problem.Invalid("label", $"There is no label \"{name}\" in this project.");
    }

    public List<ReviewCase> In(IReadOnlyList<ReviewCase> cases) => [.. cases.Where(one => HasReason(one) && HasLabel(one) && HasPeople(one))];

    public IReadOnlyList<ReviewChoice<ReviewReason>> Reasons(IReadOnlyList<ReviewCase> cases)
    {
        var others = cases.Where(one => HasLabel(one) && HasPeople(one)).ToList();
        return [.. Enum.GetValues<ReviewReason>().Select(reason => new ReviewChoice<ReviewReason>(reason, ReviewWords.Of(reason), others.Count(one => one.Reasons.Contains(reason))))];
    }

    public IReadOnlyList<ReviewChoice<string>> Labels(IReadOnlyList<ReviewCase> cases, ReviewProject project)
    {
        var others = cases.Where(one => HasReason(one) && HasPeople(one)).ToList();
        return [.. project.AllLabels.Values.OrderBy(label => label.Position)
            .Select(label => new ReviewChoice<string>(label.Name, label.Name, others.Count(one => one.Concerns(label.Id))))
            .Where(choice => choice.Items > 0 || choice.Name.Equals(Filter.Label, StringComparison.OrdinalIgnoreCase))];
    }

    public async Task<IReadOnlyList<ReviewChoice<int>>> PeopleAsync(StudioDbContext db, IReadOnlyList<ReviewCase> cases, CancellationToken ct)
    {
        var counts = cases.Where(one => HasReason(one) && HasLabel(one))
            .SelectMany(one => one.Votes.Select(vote => vote.Person).OfType<int>().Distinct())
            .CountBy(person => person).ToDictionary();
        List<int> ids = [.. counts.Keys, .. new[] { Filter.Person, Filter.Other }.OfType<int>()];
        var people = await db.People.Where(person => ids.Contains(person.Id)).OrderBy(person => person.DisplayName).Select(person => new { person.Id, person.DisplayName }).ToListAsync(ct);
        return [.. people.Select(person => new ReviewChoice<int>(person.Id, person.DisplayName, counts.GetValueOrDefault(person.Id)))];
    }

    private bool HasReason(ReviewCase one) => Filter.Reason is not { } reason || one.Reasons.Contains(reason);

    private bool HasLabel(ReviewCase one) => Label is not { } label || (Against is { } against ? one.IsBetween(label, against) : one.Concerns(label));

    private bool HasPeople(ReviewCase one) => Filter.Person is not { } person
        || (Filter.Other is { } other ? one.Divides(person, other) : one.Votes.Any(vote => vote.Person == person));
}
