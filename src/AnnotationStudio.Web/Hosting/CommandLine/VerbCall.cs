namespace AnnotationStudio.Web.Hosting;

/// <summary>A command on its way to the server that owns the data folder.</summary>
internal sealed record VerbCall(string[] Args, string Input, string Folder);

/// <summary>One line of the answer: something to print, or the end.</summary>
internal sealed record VerbLine(string? Output, string? Error, int? Code);
