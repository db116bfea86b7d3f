using System.Globalization;
using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Promotion;

/// <summary>The gate's sentences.</summary>
internal static class GateWords
{
    public static string SameTierUnopposed(string challenger) => $"{challenger} took over: too few audit items to compare on yet.";

    public static string SameTierPromoted(string challenger, double worse, double needed)
    {
        var (share, bar) = Percents(worse, needed);
        return $"{challenger} took over: worse in {share} of resamples; staying out takes {bar}.";
    }

    public static string SameTierStayedOut(string challenger, string rival, double worse, double needed)
    {
        var (share, bar) = Percents(worse, needed);
        return $"{challenger} stayed out: worse than {rival} in {share} of resamples; staying out takes {bar}.";
    }

    public static string ReferenceReturned(SameTierCase challenge, double worse, double needed)
    {
        var (share, bar) = Percents(worse, needed);
        return $"{challenge.Reference!.Name}, the last version that was audited or promoted by hand, is back: {challenge.Champion.Name} was worse in {share} of resamples, " +
            $"and {challenge.Challenger} is no better; going back takes {bar}.";
    }

    public static string TooSlow(ClimbCase challenge, double latency, double limit)
    {
        var what = challenge.IsProvisional ? $"{challenge.Baseline} is back: {challenge.Challenger} is too slow," : $"{challenge.Challenger} stayed out:";
        return string.Create(CultureInfo.InvariantCulture, $"{what} one answer takes {latency:0.#} ms; the limit is {limit:0.#} ms.");
    }

    public static string Waits(ClimbCase challenge)
    {
        var state = challenge.IsProvisional ? "serves for now" : "waits";
        return $"{challenge.Challenger} {state}: the next look comes at {AuditLooks.NextAfter(challenge.LastLookAt)} audit items; there are {challenge.AuditItems}.";
    }

    public static string NothingToCompare(string challenger) => $"{challenger} stayed out: too few labels to compare on yet.";

    public static string Climb(ClimbCase challenge, GateVerdict verdict, Evidence evidence, PairedComparison comparison, double needed)
    {
        var (share, bar) = Percents(comparison.Better, needed);
        var better = $"better in {share} of resamples";
        var on = Items(evidence, comparison);
        return verdict switch
        {
            GateVerdict.Promoted => $"{challenge.Challenger} took over: {better} of {on}; climbing takes {bar}.",
            GateVerdict.PromotedProvisionally =>
                $"{challenge.Challenger} serves for now: {better} of {on}; climbing takes {bar}. Looks at {AuditLooks.First}, 200 and {AuditLooks.Window} audit items confirm it or send it back.",
            GateVerdict.StaysProvisional =>
                $"{challenge.Challenger} goes on serving for now: {better} of {on}; staying for good takes {bar}. The next look comes at {AuditLooks.NextAfter(challenge.AuditItems)} audit items.",
            GateVerdict.Confirmed => $"{challenge.Challenger} stays for good: {better} of {on}; climbing takes {bar}.",
            GateVerdict.Reverted => $"{challenge.Baseline} is back: {challenge.Challenger} was {better} of {on} at the last look; staying takes {bar}.",
            _ => $"{challenge.Challenger} stayed out: {better}; climbing takes {bar}.",
        };
    }

    public static string FellBehind(ClimbCase challenge, PairedComparison comparison, double needed)
    {
        var (share, bar) = Percents(comparison.Worse, needed);
        return $"{challenge.Baseline} is back: {challenge.Challenger} was worse in {share} of resamples of {Items(Evidence.Audit, comparison)}; going back takes {bar}.";
    }

    public static string Detail(string challenger, string rival, Evidence evidence, PairedComparison comparison)
    {
        var (value, low, high) = comparison.Difference;
        var range = $"from {Points(low, signed: true)} to {Points(high, signed: true)}";
        var sure = low > 0 || high < 0 ? $"; the difference lies {range}." : $", but the difference could be anything {range}.";
        var gap = Points(Math.Abs(value), signed: false);
        var who = gap == "0.0" ? $"They were level in {comparison.Measure}"
            : $"{challenger} was {(value > 0 ? "ahead" : "behind")} by {gap} points of {comparison.Measure}";
        return $"{challenger} and {rival} answered the same {Items(evidence, comparison)}. {who}{sure}";
    }

    private static string Items(Evidence evidence, PairedComparison comparison) =>
        $"{comparison.Items} {(evidence == Evidence.Audit ? "audit items" : "training labels")}";

    private static string Points(double difference, bool signed)
    {
        var text = (Math.Abs(difference) * 100).ToString("0.0", CultureInfo.InvariantCulture);
        if (!signed || text == "0.0")
            return text;
        return (difference < 0 ? "−" : "+") + text;
    }

    // Whole percents unless that would show a share and its bar as equal when they are not.
    private static (string Share, string Bar) Percents(double share, double bar)
    {
        for (var digits = 0; ; digits++)
        {
            var format = digits == 0 ? "0" : "0." + new string('0', digits);
            var (left, right) = ((share * 100).ToString(format, CultureInfo.InvariantCulture), (bar * 100).ToString(format, CultureInfo.InvariantCulture));
            if (left != right || share.Equals(bar) || digits == 2)
                return ($"{left} %", $"{right} %");
        }
    }
}
