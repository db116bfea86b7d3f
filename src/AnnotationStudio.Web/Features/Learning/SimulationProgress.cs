using System.Globalization;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Says on standard error how far a simulation is: a bar that is drawn anew on a terminal, a line at each tenth elsewhere.</summary>
/// <param name="evaluations">How many there are to come.</param>
/// <param name="errors">Where to say it.</param>
/// <param name="clock">Tells how long it takes.</param>
/// <param name="isTerminal">Whether a line can be drawn over.</param>
internal sealed class SimulationProgress(int evaluations, TextWriter errors, TimeProvider clock, bool isTerminal)
{
    private const int Cells = 30;
    private readonly long _started = clock.GetTimestamp();
    private int _done;

    /// <summary>One more evaluation is known.</summary>
    public void Advance()
    {
        _done++;
        if (isTerminal)
            errors.Write($"\r{Bar()}{(_done == evaluations ? "\n" : "")}");
        else if (10 * _done / evaluations > 10 * (_done - 1) / evaluations)
            errors.WriteLine(Bar());
    }

    private string Bar()
    {
        var share = (double)_done / evaluations;
        var filled = (int)(share * Cells);
        var left = clock.GetElapsedTime(_started) * ((1 - share) / share);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{new string('#', filled)}{new string('.', Cells - filled)}] {(int)(100 * share),3} %  {_done} of {evaluations} evaluations, {(int)Math.Ceiling(left.TotalMinutes)} min left ");
    }
}
