using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What a caller is in a project.</summary>
public sealed record ProjectSeat(int ProjectId, int? PersonId, Role Role);
