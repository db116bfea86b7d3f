using System.Globalization;

namespace AnnotationStudio.Benchmarks.Lives;

/// <summary><c>lives [--lives 5000] [--seed 1]</c>: the gate over simulated projects; exits with 0 where every bar is met.</summary>
internal static class LivesVerb
{
    public static int Run(string[] words, CancellationToken ct)
    {
        if (Options(words) is not ({ } lives, { } seed))
        {
            Console.Error.WriteLine("Usage: lives [--lives 5000] [--seed 1], whole numbers, at least 20 lives.");
            return 2;
        }

        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var report = LivesReport.Of(lives, seed, ct);
        Console.WriteLine($"{lives} lives each, seed {seed}; audit items grow from 50 to 300 over {ClimbLife.Rounds} rounds.\n");
        Console.WriteLine($"{"climb: true gain",-62}{"for good",10}{"at first",10}{"taken back",12}{"at look 1",11}{"rounds served",15}");
        foreach (var row in report.Climbs)
            Console.WriteLine($"{row.Scenario,-62}{row.ForGood,10:P1}{row.Provisional,10:P1}{row.TakenBack,12:P1}{row.TakenBackFirst,11:P1}{row.Served,15:P1}");
        Console.WriteLine($"\n{"same tier: true change, levels in points",-48}{"lowest mean",12}{"end",8}{"end, 5 %",10}{"end below −2",14}{"mean",8}");
        foreach (var row in report.Ratchets)
            Console.WriteLine(
                $"{row.Words,-48}{row.LowestMean * 100,12:0.00}{row.End * 100,8:0.00}{row.EndAt5 * 100,10:0.00}{row.EndsBelow,14:P1}{row.Mean * 100,8:0.00}");
        Console.WriteLine();
        var bars = report.Bars().ToList();
        foreach (var (bar, isMet) in bars)
            Console.WriteLine($"{(isMet ? "met   " : "MISSED")} {bar}");
        return bars.TrueForAll(bar => bar.IsMet) ? 0 : 1;
    }

    private static (int? Lives, int? Seed) Options(string[] words)
    {
        var (lives, seed) = ((int?)5_000, (int?)1);
        for (var at = 0; at < words.Length; at += 2)
        {
            int? value = at + 1 < words.Length && int.TryParse(words[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
            (lives, seed) = words[at] switch
            {
                "--lives" => (value >= 20 ? value : null, seed),
                "--seed" => (lives, value),
                _ => (null, null),
            };
        }

        return (lives, seed);
    }
}
