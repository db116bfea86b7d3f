using AnnotationStudio.Data;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Everything a lead can set. Each part is saved by itself; what is being written is never overwritten by others' changes.</summary>
public sealed partial class ProjectSettingsPage(
    ProjectDesk desk, MemberDesk members, ProjectErasureDesk erasure, CurrentPerson current, PageTools tools) : IDisposable
{
    private static readonly (ProjectState State, string Words)[] States =
    [
        (ProjectState.Open, "Items are given out."),
        (ProjectState.Paused, "No new items; labels in hand are kept."),
        (ProjectState.Archived, "Read only, and off people's lists."),
    ];

    private readonly CancellationTokenSource _leaving = new();
    private int _read;
    private string _name = "";
    private List<LabelDraft> _labels = [];
    private string _guidelines = "";
    private ProjectSettings _settings = new();
    private ProjectObjective _objective = new();
    private string _eraseName = "";

    [Parameter]
    public int ProjectId { get; set; }

    private ProjectView? Project { get; set; }

    private IReadOnlyList<MemberView> Members { get; set; } = [];

    private Problem? Refusal { get; set; }

    private List<Problem> Problems { get; set; } = [];

    private Problem? MemberProblem { get; set; }

    private string? EraseProblem { get; set; }

    private bool IsAdmin { get; set; }

    private bool IsErasing { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_read == ProjectId)
            return;
        _read = ProjectId;
        var caller = await current.CallerAsync();
        var project = await desk.FindAsync(caller, ProjectId, _leaving.Token);
        await ReadMembersAsync(caller);
        (Project, IsAdmin) = (project.Value, caller.Role == Role.Admin);
        Refusal ??= project.Problem;
        if (Refusal is { Kind: ProblemKind.NotFound })
            tools.Navigation.NotFound();
        if (Project is null)
            return;
        (_name, _guidelines, _settings, _objective) = (Project.Name, Project.Guidelines, Project.Settings, Project.Settings.Objective);
        _labels = [.. Project.Labels.Select(LabelDraft.Of)];
    }

    private async Task ReadMembersAsync(Caller caller)
    {
        var list = await members.ListAsync(caller, ProjectId, _leaving.Token);
        (Members, Refusal) = (list.Value ?? [], list.Problem);
    }

    private void Forget(string part) => Problems = [.. Problems.Where(problem => problem.Field?.StartsWith(part, StringComparison.Ordinal) != true)];

    private async Task SaveNameAsync() => await SaveAsync("name", new ProjectPatch(Name: _name), "Renamed.");

    private async Task SaveStateAsync(ProjectState state) => await SaveAsync("state", new ProjectPatch(State: state), $"The project is {state.ToString().ToLowerInvariant()} now.");

    private async Task SaveGuidelinesAsync() => await SaveAsync("guidelines", new ProjectPatch(Guidelines: _guidelines), "Guidelines saved.");

    private async Task SaveSettingsAsync() => await SaveAsync("settings", new ProjectPatch(Settings: SettingsInput.Of(_settings)), "Settings saved.");

    private async Task SaveObjectiveAsync() => await SaveAsync("settings.objective", new ProjectPatch(Settings: new SettingsInput(Objective: _objective)), "Objective saved.");

    private async Task SaveLabelsAsync()
    {
        _labels.RemoveAll(draft => draft.Id is null && string.IsNullOrWhiteSpace(draft.Name));
        var retired = Project!.Labels.Where(label => _labels.TrueForAll(draft => draft.Id != label.Id)).ToList();
        var goesOn = retired.Count == 0 || await tools.Dialogs.ConfirmAsync(
            $"Retire {Numbers.Count(retired.Count, "label")}?",
            $"{string.Join(", ", retired.Take(5).Select(label => label.Name))}{(retired.Count > 5 ? " and others" : "")} can no longer be chosen. Answers that people gave stay as they are.",
            "Retire");
        if (goesOn && await SaveAsync("labels", new ProjectPatch(Labels: [.. _labels.Select(draft => draft.ToInput())]), "Labels saved."))
            _labels = [.. Project.Labels.Select(LabelDraft.Of)];
    }

    private async Task<bool> SaveAsync(string part, ProjectPatch patch, string said)
    {
        Forget(part);
        var problems = ProjectRules.Check(patch);
        if (problems.Count == 0)
        {
            var outcome = await desk.UpdateAsync(await current.CallerAsync(), ProjectId, patch, _leaving.Token);
            problems = outcome.IsDone ? [] : [outcome.Problem];
            Project = outcome.Value ?? Project;
        }

        Problems = [.. Problems, .. problems];
        var isSaved = problems.Count == 0;
        tools.Toasts.Add(isSaved ? said : problems.Find(problem => problem.Field is null)?.Message ?? "Not saved. See what is marked.", isSaved ? Severity.Normal : Severity.Error);
        return isSaved;
    }

    private async Task AddMemberAsync(NewMember input)
    {
        var caller = await current.CallerAsync();
        var outcome = await members.AddAsync(caller, ProjectId, input, _leaving.Token);
        MemberProblem = outcome.Problem;
        await ReadMembersAsync(caller);
    }

    private async Task RemoveMemberAsync(MemberView member)
    {
        var caller = await current.CallerAsync();
        var isSelf = member.PersonId == caller.PersonId;
        var goesOn = await tools.Dialogs.ConfirmAsync(
            isSelf ? "Leave this project?" : $"Remove {member.DisplayName}?",
            isSelf ? "You no longer see it. A lead has to add you again." : "They no longer see this project. What they labelled stays.",
            isSelf ? "Leave" : "Remove");
        if (!goesOn)
            return;
        MemberProblem = (await members.RemoveAsync(caller, ProjectId, member.PersonId, _leaving.Token)).Problem;
        await ReadMembersAsync(caller);
    }

    private async Task EraseAsync()
    {
        IsErasing = true;
        StateHasChanged();
        var outcome = await erasure.EraseAsync(await current.CallerAsync(), ProjectId, _eraseName, _leaving.Token);
        (IsErasing, EraseProblem) = (false, outcome.Problem?.Message);
        if (!outcome.IsDone)
            return;
        tools.Toasts.Add("The project was erased.");
        tools.Navigation.NavigateTo("");
    }
}
