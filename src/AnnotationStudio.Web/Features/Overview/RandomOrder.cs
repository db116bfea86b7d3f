using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using Microsoft.EntityFrameworkCore;
using CurvePoint = AnnotationStudio.Web.Components.CurvePoint;

namespace AnnotationStudio.Web.Features.Overview;

/// <summary>What random choosing would have given, by the last simulation on the project's own labels.</summary>
internal static class RandomOrder
{
    private const string Strategy = "random";

    /// <summary>Its curve in the project's metric; empty without a simulation that audit items scored, or for a metric that a simulation does not hold: two rulers do not go into one drawing.</summary>
    public static async Task<IReadOnlyList<CurvePoint>> ReadAsync(StudioDbContext db, int projectId, ObjectiveMetric metric, CancellationToken ct)
    {
        Func<SimulationRow, double>? value = metric switch
        {
            ObjectiveMetric.MacroF1 => row => row.MacroF1,
            ObjectiveMetric.MicroF1 => row => row.MicroF1,
            ObjectiveMetric.Accuracy => row => row.Accuracy,
            _ => null,
        };
        var last = await db.SimulationRuns.Where(run => run.ProjectId == projectId && run.State == RunState.Succeeded)
            .OrderByDescending(run => run.Id).Select(run => new { run.Rows, run.ScoredOnAudit, run.TestItems }).FirstOrDefaultAsync(ct);
        if (value is null || last is not { ScoredOnAudit: true })
            return [];
        var rows = last.Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(SimulationRow.Parse).Where(row => row.Strategy == Strategy);
        return
        [
            .. SimulatedCurve.Of(rows, value).SelectMany(curve => curve.Points).Select(point => new CurvePoint(
                0, "", point.Labels, point.Value.Value, Math.Max(0, point.Value.Low), Math.Min(1, point.Value.High), last.TestItems, true, true)),
        ];
    }
}
