using System.Globalization;

namespace AnnotationStudio.Web.Components;

/// <summary>Where the points of a learning curve stand in a drawing of this size.</summary>
public sealed record CurveScale
{
    private const double Left = 38;
    private const double Top = 14;
    private readonly double _right;
    private readonly double _bottom;

    /// <param name="points">At least one.</param>
    /// <param name="width">Of the whole drawing, in its own units.</param>
    /// <param name="height">As above.</param>
    /// <param name="margin">Room to the right for words.</param>
    public CurveScale(IReadOnlyList<CurvePoint> points, double width, double height, double margin)
    {
        (_right, _bottom) = (width - margin, height - 34);
        // Tenths around every interval, so that the lines fall on round numbers.
        From = Math.Max(0, Math.Floor(points.Min(point => point.Low) * 10) / 10);
        To = Math.Min(1, Math.Ceiling(points.Max(point => point.High) * 10) / 10);
        if (To - From < .2)
            (From, To) = (Math.Max(0, To - .2), Math.Max(.2, To));
        var (least, most) = (points.Min(point => point.Labels), points.Max(point => point.Labels));
        (LeastLabels, MostLabels) = least == most ? (0, Math.Max(1, most * 2)) : (least, most);
    }

    public double From { get; }

    public double To { get; }

    private double LeastLabels { get; }

    private double MostLabels { get; }

    public double RightEdge => _right;

    public double BottomEdge => _bottom;

    /// <summary>Scores with a line across: four or five.</summary>
    public IEnumerable<double> ScoreTicks
    {
        get
        {
            var step = To - From > .5 ? .2 : To - From > .25 ? .1 : .05;
            for (var tick = 0; From + tick * step <= To + 1e-9; tick++)
                yield return From + tick * step;
        }
    }

    /// <summary>Round counts of labels along the bottom: at most six.</summary>
    public IEnumerable<double> LabelTicks
    {
        get
        {
            var rough = (MostLabels - LeastLabels) / 5;
            var magnitude = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, rough))));
            var step = magnitude * ((rough / magnitude) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
            for (var tick = Math.Ceiling(LeastLabels / step) * step; tick <= MostLabels; tick += step)
                yield return tick;
        }
    }

    public double X(double labels) => Left + 12 + (labels - LeastLabels) / (MostLabels - LeastLabels) * (_right - Left - 24);

    public double Y(double score) => _bottom - (score - From) / (To - From) * (_bottom - Top);

    /// <summary>A path through the values of the points.</summary>
    public string Line(IReadOnlyList<CurvePoint> points) => "M" + string.Join('L', points.Select(point => Place(point.Labels, point.Value)));

    /// <summary>A path around the intervals of the points.</summary>
    public string Band(IReadOnlyList<CurvePoint> points) => "M"
        + string.Join('L', points.Select(point => Place(point.Labels, point.High)).Concat(points.Reverse().Select(point => Place(point.Labels, point.Low)))) + "Z";

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private string Place(double labels, double score) => $"{Number(X(labels))} {Number(Y(score))}";
}
