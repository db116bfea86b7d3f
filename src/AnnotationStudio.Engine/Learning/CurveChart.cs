using System.Globalization;
using System.Net;
using System.Text;

namespace AnnotationStudio.Engine.Learning;

/// <summary>Draws the curves of a data set, each with the band of its intervals, as an SVG picture of its own.</summary>
public static class CurveChart
{
    private const double Width = 800;
    private const double Height = 460;
    private const double Left = 56;
    private const double Right = 200;
    private const double Top = 36;
    private const double Bottom = 48;

    // Okabe and Ito's colours, told apart by all kinds of colour vision.
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8a8a00"];

    /// <summary>The picture.</summary>
    /// <param name="curves">Of one data set; at least one, with at least one point each.</param>
    /// <exception cref="ArgumentException">There is no point to draw.</exception>
    public static string Svg(IReadOnlyList<SimulatedCurve> curves)
    {
        if (!curves.Any(curve => curve.Points.Count > 0))
            throw new ArgumentException("There is no point to draw.", nameof(curves));
        var axes = new Axes(curves);
        var name = WebUtility.HtmlEncode(curves[0].Dataset);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{name}: micro-F1 by labels</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"22\" font-size=\"14\" fill=\"#1a1a1a\">{name}: micro-F1 by labels</text>\n");
        axes.Draw(svg);
        for (var i = 0; i < curves.Count; i++)
            Draw(svg, axes, curves[i], i);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, Axes axes, SimulatedCurve curve, int place)
    {
        var colour = Colours[place % Colours.Length];
        var dashes = place < Colours.Length ? "" : " stroke-dasharray=\"5 3\"";
        var high = curve.Points.Select(point => axes.Place(point.Labels, point.Value.High));
        var low = curve.Points.Reverse().Select(point => axes.Place(point.Labels, point.Value.Low));
        svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{string.Join(' ', high.Concat(low))}\" fill=\"{colour}\" fill-opacity=\"0.12\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{string.Join(' ', curve.Points.Select(point => axes.Place(point.Labels, point.Value.Value)))}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dashes}/>\n");
        var y = Top + 8 + (18 * place);
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Width - Right + 12}\" x2=\"{Width - Right + 34}\" y1=\"{y}\" y2=\"{y}\" stroke=\"{colour}\" stroke-width=\"2\"{dashes}/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 40}\" y=\"{y + 4}\" fill=\"#1a1a1a\">{WebUtility.HtmlEncode($"{curve.Strategy}, {curve.Tier}")}</text>\n");
    }

    /// <summary>Where numbers lie in the picture.</summary>
    private sealed class Axes
    {
        private static readonly int[] Steps = [1, 2, 5];
        private readonly double _lowest;
        private readonly double _highest;
        private readonly int _mostLabels;

        public Axes(IReadOnlyList<SimulatedCurve> curves)
        {
            var points = curves.SelectMany(curve => curve.Points).ToArray();
            _lowest = Math.Floor(10 * Math.Max(0, points.Min(point => point.Value.Value))) / 10;
            _highest = Math.Max(_lowest + .1, Math.Ceiling(10 * Math.Min(1, points.Max(point => point.Value.Value))) / 10);
            _mostLabels = Math.Max(1, points.Max(point => point.Labels));
        }

        public string Place(int labels, double value) => string.Create(CultureInfo.InvariantCulture, $"{X(labels):0.#},{Y(value):0.#}");

        public void Draw(StringBuilder svg)
        {
            for (var tenth = (int)Math.Round(20 * _lowest); tenth <= (int)Math.Round(20 * _highest); tenth++)
            {
                var y = Y(tenth / 20.0);
                svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"#dddddd\"/>");
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\" fill=\"#444444\">{tenth / 20.0:0.00}</text>\n");
            }

            for (var labels = 0; labels <= _mostLabels; labels += Step())
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(labels):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\" fill=\"#444444\">{labels}</text>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\" fill=\"#444444\">labels</text>\n");
        }

        private double X(int labels) => Left + ((Width - Right - Left) * labels / _mostLabels);

        // A band may reach beyond the curves; it ends at the picture's edge.
        private double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * (Math.Clamp(value, _lowest, _highest) - _lowest) / (_highest - _lowest));

        private int Step()
        {
            for (var power = 1; ; power *= 10)
                foreach (var step in Steps)
                    if ((long)step * power * 8 >= _mostLabels)
                        return step * power;
        }
    }
}
