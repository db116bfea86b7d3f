using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AnnotationStudio.Web.Tests.Architecture;

/// <summary>Who may name whom. Reads the namespaces that every source file uses.</summary>
public sealed partial class ArrowTests
{
    private static readonly string Source = Path.Combine(Root(), "src");

    // Rooms of the engine, and the rooms each may see; every one may see itself.
    private static readonly Dictionary<string, string[]> EngineRooms = new()
    {
        ["Shapes"] = [],
        ["Text"] = ["Shapes"],
        ["Evaluation"] = ["Text", "Shapes"],
        ["QueryStrategies"] = ["Evaluation", "Text", "Shapes"],
        ["Models"] = ["Evaluation", "Text", "Shapes"],
        ["Promotion"] = ["Evaluation", "Text", "Shapes"],
        ["Stopping"] = ["Evaluation", "Text", "Shapes"],
        ["Agreement"] = ["Shapes"],
        ["Aggregation"] = ["Shapes"],
        ["LabelErrors"] = ["Shapes"],
        ["Learning"] = ["QueryStrategies", "Models", "Promotion", "Stopping", "Evaluation", "Text", "Shapes"],
    };

    [Fact]
    public void Engine_EveryRoom_SeesOnlyWhatItMay() => AssertNone("AnnotationStudio.Engine", use =>
        use.Room is { } room && (!EngineRooms.TryGetValue(room, out var seen) || Below(use.Used, "AnnotationStudio.Engine.") is { } other && other != room && !seen.Contains(other)));

    [Fact]
    public void Engine_KnowsNeitherDataNorWeb() => AssertNone("AnnotationStudio.Engine", use =>
        IsUnder(use.Used, "AnnotationStudio.Data") || IsUnder(use.Used, "AnnotationStudio.Web") || IsUnder(use.Used, "Microsoft.AspNetCore") || IsUnder(use.Used, "Microsoft.EntityFrameworkCore"));

    [Fact]
    public void Data_NamesNothingOfOurs() => AssertNone("AnnotationStudio.Data", use =>
        IsUnder(use.Used, "AnnotationStudio.Engine") || IsUnder(use.Used, "AnnotationStudio.Web"));

    [Fact]
    public void Features_NeverNameAnotherFeature() => AssertNone("AnnotationStudio.Web", use =>
        use.Room == "Features" && Below(use.Used, "AnnotationStudio.Web.Features.") is { } other && other != use.Path.Split('/')[1]);

    [Theory]
    [InlineData("Hosting")]
    [InlineData("Components")]
    public void SharedRooms_NeverNameAFeature(string room) => AssertNone("AnnotationStudio.Web", use =>
        use.Room == room && IsUnder(use.Used, "AnnotationStudio.Web.Features"));

    private static void AssertNone(string project, Func<Use, bool> isForbidden)
    {
        var uses = Uses(project).ToList();
        Assert.True(uses.Count > 10, $"Found {uses.Count} uses in {project}: is the source there?");
        Assert.Equal([], uses.Where(isForbidden));
    }

    private static IEnumerable<Use> Uses(string project)
    {
        var folder = Path.Combine(Source, project);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsSource))
        {
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var room = path.Contains('/', StringComparison.Ordinal) ? path.Split('/')[0] : null;
            foreach (Match match in OurNames().Matches(File.ReadAllText(file)))
                yield return new Use(path, room, match.Value);
        }
    }

    private static bool IsSource(string file) =>
        (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
        && !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static bool IsUnder(string used, string space) => used == space || used.StartsWith(space + ".", StringComparison.Ordinal);

    private static string? Below(string used, string space) => used.StartsWith(space, StringComparison.Ordinal) ? used[space.Length..].Split('.')[0] : null;

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));

    [GeneratedRegex(@"\b(AnnotationStudio\.(Engine|Data|Web)|Microsoft\.(AspNetCore|EntityFrameworkCore))(\.[A-Z]\w*)*")]
    private static partial Regex OurNames();

    private sealed record Use(string Path, string? Room, string Used);
}
