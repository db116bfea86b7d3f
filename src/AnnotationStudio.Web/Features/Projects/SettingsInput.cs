using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Settings to change; what is null stays as it is.</summary>
public sealed record SettingsInput(
    int? RetrainAfter = null,
    int? Overlap = null,
    double? AuditShare = null,
    int? AuditTarget = null,
    int? LeaseMinutes = null,
    SuggestionMode? Suggestions = null,
    ImportedLabels? ImportedLabels = null)
{
    public static SettingsInput Of(ProjectSettings settings) => new(
        settings.RetrainAfter, settings.Overlap, settings.AuditShare, settings.AuditTarget, settings.LeaseMinutes, settings.Suggestions, settings.ImportedLabels);

    public ProjectSettings Over(ProjectSettings settings) => new()
    {
        RetrainAfter = RetrainAfter ?? settings.RetrainAfter,
        Overlap = Overlap ?? settings.Overlap,
        AuditShare = AuditShare ?? settings.AuditShare,
        AuditTarget = AuditTarget ?? settings.AuditTarget,
        LeaseMinutes = LeaseMinutes ?? settings.LeaseMinutes,
        Suggestions = Suggestions ?? settings.Suggestions,
        ImportedLabels = ImportedLabels ?? settings.ImportedLabels,
    };

    /// <summary>Every value outside its range.</summary>
    public static IEnumerable<Problem> Check(ProjectSettings settings)
    {
        if (settings.RetrainAfter is < 1 or > 100_000)
            yield return Range("retrainAfter", "1 to 100,000 labels");
        if (settings.Overlap is < 1 or > 20)
            yield return Range("overlap", "1 to 20 people");
        if (settings.AuditShare is < 0 or > 0.5 or double.NaN)
            yield return Range("auditShare", "0 to 0.5");
        if (settings.AuditTarget is < 0 or > 10_000)
            yield return Range("auditTarget", "0 to 10,000 items");
        if (settings.LeaseMinutes is < 1 or > 1_440)
            yield return Range("leaseMinutes", "1 to 1,440 minutes");
    }

    private static Problem Range(string field, string range) => Problem.Invalid($"settings.{field}", $"Set {field} to {range}.");
}
