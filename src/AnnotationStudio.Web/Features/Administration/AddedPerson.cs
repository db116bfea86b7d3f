namespace AnnotationStudio.Web.Features.Administration;

/// <summary>Somebody who can sign in now.</summary>
/// <param name="PersonId">Theirs.</param>
/// <param name="Password">In the clear for the only time; null when the caller brought one.</param>
public sealed record AddedPerson(int PersonId, string? Password);
