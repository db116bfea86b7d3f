namespace AnnotationStudio.Web.Features.Exporting;

/// <summary>One value of a row.</summary>
/// <param name="Value">A string, a number, a boolean, a list of strings or a <see cref="System.Text.Json.JsonElement"/>; null is left out.</param>
internal readonly record struct ExportField(string Name, object? Value);
