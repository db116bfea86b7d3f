using AnnotationStudio.Engine.Models;

namespace AnnotationStudio.Web.Hosting;

/// <summary>How a tier's models are written for programs that are not this one.</summary>
/// <param name="Extension">Of the file, without a dot.</param>
/// <param name="ContentType">As a browser is told.</param>
/// <param name="Write">Writes a loaded model.</param>
public sealed record PortableForm(string Extension, string ContentType, Action<IModel, Stream> Write);
