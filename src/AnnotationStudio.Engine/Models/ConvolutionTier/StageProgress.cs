namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>Tells how far a training of several stages has come, each of so many steps, whatever thread does them.</summary>
internal sealed class StageProgress(IProgress<TrainingProgress>? progress)
{
    private readonly Lock _lock = new();
    private string _stage = "";
    private double _from;
    private double _until;
    private int _steps;
    private int _done;

    /// <summary>Starts the next stage.</summary>
    /// <param name="stage">In words fit to be shown.</param>
    /// <param name="until">Share of the whole that is done at its end.</param>
    /// <param name="steps">How many steps it has, at most.</param>
    public void Start(string stage, double until, int steps)
    {
        (_stage, _from, _until, _steps, _done) = (stage, _until, until, Math.Max(1, steps), 0);
        progress?.Report(new TrainingProgress(stage, _from));
    }

    /// <summary>One more step is done.</summary>
    public void Step()
    {
        lock (_lock)
        {
            _done++;
            progress?.Report(new TrainingProgress(_stage, _from + ((_until - _from) * Math.Min(1, (double)_done / _steps))));
        }
    }

    /// <summary>All is done.</summary>
    public void End() => progress?.Report(new TrainingProgress("Trained", 1));
}
