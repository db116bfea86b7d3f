namespace AnnotationStudio.Web.Hosting;

/// <summary>How much waits behind an entry of the navigation. A feature that has something to count registers one.</summary>
/// <param name="Template">The entry's page, its parameters as <c>{}</c>.</param>
/// <param name="What">Said after the number to who cannot see where it stands.</param>
/// <param name="CountAsync">Of a project.</param>
public sealed record EntryCount(string Template, string What, Func<int, CancellationToken, Task<int>> CountAsync);
