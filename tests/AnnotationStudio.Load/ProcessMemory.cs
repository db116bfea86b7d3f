using System.Globalization;

namespace AnnotationStudio.Load;

/// <summary>What a process holds, in gigabytes, as Linux counts it.</summary>
/// <param name="Peak">The most it has held at once since its start.</param>
/// <param name="Own">Its own memory: heaps and stacks.</param>
/// <param name="Mapped">Pages of files that it maps, counted once for each mapping although they lie in memory once.</param>
internal sealed record ProcessMemory(double Peak, double Own, double Mapped)
{
    public static ProcessMemory Of(int process)
    {
        var lines = File.ReadAllLines($"/proc/{process}/status").Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        return new ProcessMemory(Gigabytes("VmHWM"), Gigabytes("RssAnon"), Gigabytes("RssFile"));

        double Gigabytes(string name) => Math.Round(long.Parse(lines[name].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024 / 1e9, 2);
    }
}
