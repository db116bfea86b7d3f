namespace AnnotationStudio.Load;

/// <summary>Drives the real server from outside, as a program with a token would. Each verb prints one JSON object and exits with 0 where its bar is met.</summary>
/// <remarks>
/// <code>
/// dotnet run --project tests/AnnotationStudio.Load -c Release -- rate  [--items 100000] [--rate 400] [--clients 32] [--processes 4] [--seconds 60] [--warm 10] [--quiet] [--tier convolution]
/// dotnet run --project tests/AnnotationStudio.Load -c Release -- kill  [--kills 5] [--clients 8] [--items 20000] [--seed 1]
/// dotnet run --project tests/AnnotationStudio.Load -c Release -- refresh [--items 100000] [--labels 1000] [--clients 8] [--rate 16] [--seconds 60] [--rounds]
/// dotnet run --project tests/AnnotationStudio.Load -c Release -- sizes   [--sizes 10000,100000,1000000] [--clients 8] [--labels 400] [--rate 80] [--seconds 15] [--rounds]
/// dotnet run --project tests/AnnotationStudio.Load -c Release -- restart --folder FOLDER [--answers 9000] [--rate 80] [--seconds 15] [--round]        where sizes --keep left one
/// dotnet run --project tests/AnnotationStudio.Load -c Release -- fixing  [--data rows.jsonl] [--items 5600] [--worked 500] [--seed 1]
/// dotnet run --project tests/AnnotationStudio.Load -c Release -- quality [--items 100000] [--people 20]
/// dotnet run --project tests/AnnotationStudio.Load -c Release -- flush [--clients 8] [--seconds 20]          needs strace
/// </code>
/// <c>--server</c> names another AnnotationStudio.Web.dll, <c>--keep</c> leaves the data folder, <c>--log</c> repeats what the server logs, <c>--quiet</c> lets no training run, nor do <c>refresh</c> and <c>sizes</c> without <c>--rounds</c>.
/// </remarks>
internal static class LoadDriver
{
    private static async Task<int> Main(string[] words)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
        var options = new Arguments(words.Skip(1));
        return words.FirstOrDefault() switch
        {
            "rate" => await RateRun.RunAsync(options, stop.Token),
            "refresh" => await RefreshRun.RunAsync(options, stop.Token),
            "sizes" => await SizeRun.RunAsync(options, stop.Token),
            "restart" => await RestartRun.RunAsync(options, stop.Token),
            "quality" => await QualityRun.RunAsync(options, stop.Token),
            "kill" => await KillRun.RunAsync(options, stop.Token),
            "fixing" => await FixingRun.RunAsync(options, stop.Token),
            "flush" => await FlushRun.RunAsync(options, stop.Token),
            "worker" => await Worker.RunAsync(options, stop.Token),
            _ => Usage(),
        };
    }

    private static int Usage()
    {
        Console.Error.WriteLine("rate, refresh, sizes, restart, quality, kill, fixing or flush: see tests/AnnotationStudio.Load/LoadDriver.cs for their options.");
        return 2;
    }
}
