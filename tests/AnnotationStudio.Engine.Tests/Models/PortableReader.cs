using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AnnotationStudio.Engine.Tests.Models;

/// <summary>The readers of exported models that the documentation prints, run by Python as anybody would.</summary>
internal static class PortableReader
{
    private const string Begin = "```python\n";

    public static bool IsPossible()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>What a reader says of texts, by a model that is written for it.</summary>
    public static List<double[]> Answer(string reader, Action<Stream> write, IEnumerable<string> texts)
    {
        var folder = Directory.CreateTempSubdirectory("portable-test-");
        try
        {
            var model = Path.Combine(folder.FullName, "model.json");
            using (var stream = File.Create(model))
                write(stream);
            foreach (var name in new[] { "regression.py", "rules.py" })
                File.WriteAllText(Path.Combine(folder.FullName, name), SourceOf(name));
            var start = new ProcessStartInfo("python3", [Path.Combine(folder.FullName, reader), model]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            using var python = Process.Start(start)!;
            var (answer, errors) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
            foreach (var text in texts)
                python.StandardInput.WriteLine(JsonSerializer.Serialize(text));
            python.StandardInput.Close();
            var lines = answer.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            python.WaitForExit();
            Assert.True(python.ExitCode == 0, errors.GetAwaiter().GetResult());
            return [.. lines.Select(line => JsonSerializer.Deserialize<double[]>(line)!)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string SourceOf(string name)
    {
        var documentation = Documentation();
        var start = documentation.IndexOf($"{Begin}# {name}", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The documentation holds no {name}.");
        start += Begin.Length;
        return documentation[start..documentation.IndexOf("```\n", start, StringComparison.Ordinal)];
    }

    private static string Documentation([CallerFilePath] string thisFile = "") =>
        File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "src", "portable-models.md")));
}
