namespace AnnotationStudio.Web.Features.Administration;

/// <summary>The people that fit a page, and how many there are in all that match.</summary>
public sealed record PeoplePart(IReadOnlyList<PersonRow> Rows, int Matches);
