using AnnotationStudio.Data;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Makes a project: a name and labels are enough.</summary>
public sealed partial class NewProjectPage(ProjectDesk desk, CurrentPerson current, PageTools tools) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<LabelDraft> _labels = [new(), new()];
    private string _name = "";
    private ProjectTask _task = ProjectTask.Single;
    private string _guidelines = "";
    private ProjectSettings _settings = new();

    private List<Problem> Problems { get; set; } = [];

    private bool IsBusy { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private void ForgetLabelProblems() => Problems = [.. Problems.Where(problem => problem.Field?.StartsWith("labels", StringComparison.Ordinal) != true)];

    private async Task CreateAsync()
    {
        // Rows that nobody wrote into are no labels.
        _labels.RemoveAll(draft => string.IsNullOrWhiteSpace(draft.Name));
        var input = new NewProject(_name, _task, [.. _labels.Select(draft => draft.ToInput())], _guidelines, SettingsInput.Of(_settings));
        Problems = ProjectRules.Check(input);
        if (Problems.Count > 0)
            return;
        IsBusy = true;
        var outcome = await desk.CreateAsync(await current.CallerAsync(), input, _leaving.Token);
        (IsBusy, Problems) = (false, outcome.IsDone ? [] : [outcome.Problem]);
        if (outcome.IsDone)
            tools.Navigation.NavigateTo($"projects/{outcome.Value.Id}");
    }
}
