using System.Runtime.InteropServices;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>One fit of <see cref="TurnedLabels"/>.</summary>
internal sealed class TurningFit
{
    private const int MostSteps = 80;
    private const double LeastChange = 1e-4;        // of the number of labels turned, as a share of it
    private const double Least = 1e-6;              // probability
    private const double SlopeWeight = 20;          // how strongly a label's scale is drawn to that of all labels: rare ones have too few items for their own
    private const double OffsetWeight = 1;

    // One label turned each way beforehand, in so many that could be.
    private const double AddedBeforehand = 200;
    private const double MissedBeforehand = 20;

    private readonly int[] _columns;                // labels that somebody was given
    private readonly int _items;
    private readonly double[][] _odds;
    private readonly bool[][] _given;
    private readonly double[][] _truth;             // the chance that the item has the label
    private readonly Scale[] _scales;
    private Scale _common = new(1, 0);
    private double _turned;

    public TurningFit(ProbabilityMatrix outOfSample, IReadOnlyList<int[]> given)
    {
        _items = given.Count;
        _columns = [.. given.SelectMany(labels => labels).Distinct().Order()];
        _given = Array.ConvertAll(_columns, _ => new bool[_items]);
        _odds = Array.ConvertAll(_columns, _ => new double[_items]);
        for (var column = 0; column < _columns.Length; column++)
            for (var item = 0; item < _items; item++)
            {
                var probability = Math.Clamp(outOfSample[item][_columns[column]], Least, 1 - Least);
                _odds[column][item] = Math.Log(probability / (1 - probability));
                _given[column][item] = Array.BinarySearch(given[item], _columns[column]) >= 0;
            }

        _truth = Array.ConvertAll(_given, given => Array.ConvertAll(given, has => has ? 1.0 : 0));
        _scales = [.. _columns.Select(_ => new Scale(1, 0))];
        Rates = new TurningRates(.005, .005);
    }

    private TurningFit(TurningFit other)
    {
        (_items, _columns, _odds, _given, _common, Rates) = (other._items, other._columns, other._odds, other._given, other._common, other.Rates);
        (_truth, _scales) = (Array.ConvertAll(other._truth, truth => (double[])truth.Clone()), (Scale[])other._scales.Clone());
    }

    public TurningRates Rates { get; private set; }

    public TurningRates EvenRates
    {
        get
        {
            var given = _given.Sum(column => column.Count(has => has));
            return new(
                Math.Max(Least, _turned / 2 / Math.Max(1, ((double)_items * _columns.Length) - given)),
                Math.Max(Least, _turned / 2 / Math.Max(1, given)));
        }
    }

    /// <summary>The same, to go on from.</summary>
    public TurningFit Copy() => new(this);

    /// <param name="rates">Held fixed; null to fit them.</param>
    /// <param name="leavesOut">Items that teach nothing; null for none.</param>
    /// <param name="ct">Checked at each step.</param>
    public void Run(TurningRates? rates, Func<int, bool>? leavesOut, CancellationToken ct)
    {
        Rates = rates ?? Rates;
        bool[] counts = [.. Enumerable.Range(0, _items).Select(item => leavesOut is null || !leavesOut(item))];
        var last = double.NaN;
        for (var step = 0; step < MostSteps; step++)
        {
            ct.ThrowIfCancellationRequested();
            FitScales(counts);
            var turned = Judge(counts, isFixed: rates is not null);
            _turned = turned;
            if (Math.Abs(turned - last) <= LeastChange * Math.Max(1, turned))
                break;
            last = turned;
        }
    }

    public void Write(ProbabilityMatrix wrong)
    {
        for (var column = 0; column < _columns.Length; column++)
            for (var item = 0; item < _items; item++)
                wrong[item][_columns[column]] = (float)(_given[column][item] ? 1 - _truth[column][item] : _truth[column][item]);
    }

    // A step of Newton's for the scale of all labels, and one for each label's own.
    private void FitScales(bool[] counts)
    {
        var all = default(Slopes);
        var own = new Slopes[_columns.Length];
        for (var column = 0; column < _columns.Length; column++)
            for (var item = 0; item < _items; item++)
            {
                if (!counts[item])
                    continue;
                all.Add(_common, _odds[column][item], _truth[column][item]);
                own[column].Add(_scales[column], _odds[column][item], _truth[column][item]);
            }

        _common = all.Step(_common);
        for (var column = 0; column < own.Length; column++)
            _scales[column] = own[column].Toward(_scales[column], _common).Step(_scales[column]);
    }

    // What each item has, given what was said; then how often labels are turned. Returns how many are.
    private double Judge(bool[] counts, bool isFixed)
    {
        var (added, missed, absent, present) = (0.0, 0.0, 0.0, 0.0);
        for (var column = 0; column < _columns.Length; column++)
            for (var item = 0; item < _items; item++)
            {
                var likely = _scales[column].Chance(_odds[column][item]);
                var isGiven = _given[column][item];
                var (has, lacks) = isGiven ? (likely * (1 - Rates.Missed), (1 - likely) * Rates.Added) : (likely * Rates.Missed, (1 - likely) * (1 - Rates.Added));
                var truth = _truth[column][item] = has / (has + lacks);
                if (!counts[item])
                    continue;
                added += isGiven ? 1 - truth : 0;
                missed += isGiven ? 0 : truth;
                absent += 1 - truth;
                present += truth;
            }

        if (!isFixed)
            Rates = new TurningRates((added + 1) / (absent + AddedBeforehand), (missed + 1) / (present + MissedBeforehand));
        return added + missed;
    }

    /// <summary>Brings a model's log-odds to scale.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Scale(double Slope, double Offset)
    {
        public double Chance(double odds) => 1 / (1 + Math.Exp(-((Slope * odds) + Offset)));
    }

    /// <summary>Gradient and curvature of a scale's fit.</summary>
    [StructLayout(LayoutKind.Auto)]
    private record struct Slopes(double Slope, double Offset, double SlopeBend, double CrossBend, double OffsetBend)
    {
        public void Add(Scale scale, double odds, double truth)
        {
            var likely = scale.Chance(odds);
            var (over, weight) = (likely - truth, likely * (1 - likely));
            Slope += over * odds;
            Offset += over;
            SlopeBend += weight * odds * odds;
            CrossBend += weight * odds;
            OffsetBend += weight;
        }

        public readonly Slopes Toward(Scale scale, Scale common) => this with
        {
            Slope = Slope + (SlopeWeight * (scale.Slope - common.Slope)),
            Offset = Offset + (OffsetWeight * (scale.Offset - common.Offset)),
            SlopeBend = SlopeBend + SlopeWeight,
            OffsetBend = OffsetBend + OffsetWeight,
        };

        public readonly Scale Step(Scale from)
        {
            var determinant = (SlopeBend * OffsetBend) - (CrossBend * CrossBend);
            return determinant <= 1e-12 ? from : new(
                from.Slope - Math.Clamp(((OffsetBend * Slope) - (CrossBend * Offset)) / determinant, -1, 1),
                from.Offset - Math.Clamp(((SlopeBend * Offset) - (CrossBend * Slope)) / determinant, -2, 2));
        }
    }
}
