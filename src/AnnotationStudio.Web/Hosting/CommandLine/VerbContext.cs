namespace AnnotationStudio.Web.Hosting;

/// <summary>What a verb works with, whether the server runs it or the command is the host itself.</summary>
/// <param name="Services">The host's.</param>
/// <param name="Output">Standard output of whoever typed the command.</param>
/// <param name="Errors">Their standard error.</param>
/// <param name="Input">Their standard input, read by <c>--password-stdin</c> alone.</param>
/// <param name="Folder">Where they typed it: relative paths start there.</param>
public sealed record VerbContext(IServiceProvider Services, TextWriter Output, TextWriter Errors, string Input, string Folder)
{
    /// <summary>Exit code 1 with the problem's message on standard error.</summary>
    public async Task<int> RefuseAsync(Problem problem)
    {
        await Errors.WriteLineAsync(problem.Field is null ? problem.Message : $"{problem.Field}: {problem.Message}");
        return 1;
    }

    /// <summary>A file they named, as a full path.</summary>
    public string PathOf(string file) => Path.GetFullPath(file, Folder);
}
