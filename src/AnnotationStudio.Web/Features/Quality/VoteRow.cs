namespace AnnotationStudio.Web.Features.Quality;

/// <summary>One row of a file of votes.</summary>
/// <param name="Item">Tells items apart.</param>
/// <param name="Annotator">Tells people apart.</param>
/// <param name="IsSet">Whether it gave a list of labels.</param>
/// <param name="Labels">What was said.</param>
/// <param name="Gold">What is true; null where the row does not say.</param>
internal sealed record VoteRow(string Item, string Annotator, bool IsSet, string[] Labels, string[]? Gold);
