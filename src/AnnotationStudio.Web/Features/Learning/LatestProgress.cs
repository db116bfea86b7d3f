using AnnotationStudio.Engine.Models;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Holds the last report of the training thread until somebody asks.</summary>
internal sealed class LatestProgress : IProgress<TrainingProgress>
{
    private readonly Lock _gate = new();
    private TrainingProgress? _latest;

    public void Report(TrainingProgress value)
    {
        lock (_gate)
            _latest = value;
    }

    /// <summary>The last report since the one before, or null.</summary>
    public TrainingProgress? Take()
    {
        lock (_gate)
        {
            var taken = _latest;
            _latest = null;
            return taken;
        }
    }
}
