using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Overview;

namespace AnnotationStudio.Web.Tests.Overview;

public sealed class NextStepTests
{
    [Theory]
    [InlineData(100, 10, 0, 36, "14 more labels and the model trains again", StepTarget.Label)]
    [InlineData(100, 10, 0, 49, "1 more label and the model trains again", StepTarget.Label)]
    [InlineData(100, 10, 0, 50, "The next label sets off a training", StepTarget.Label)]
    [InlineData(100, 95, 0, 0, "5 items left to label", StepTarget.Label)]
    [InlineData(0, 0, 0, 0, "Bring in the texts to label", StepTarget.Import)]
    [InlineData(100, 96, 4, 0, "Nothing left to label", StepTarget.Items)]
    [InlineData(100, 100, 0, 0, "Everything is labelled", StepTarget.Import)]
    public void Of_OpenProject_SaysWhatHelpsMost(int items, int labelled, int skipped, int since, string sentence, StepTarget target)
    {
        var step = NextStep.Of(Project(items, labelled, skipped, since), isTraining: false);

        Assert.Equal((sentence, target), (step.Sentence, step.Target));
    }

    [Theory]
    [InlineData(ProjectState.Paused, Role.Lead, StepTarget.Settings)]
    [InlineData(ProjectState.Paused, Role.Annotator, StepTarget.None)]
    [InlineData(ProjectState.Archived, Role.Lead, StepTarget.Settings)]
    [InlineData(ProjectState.Archived, Role.Annotator, StepTarget.None)]
    public void Of_ClosedProject_SendsLeadsToTheSettings(ProjectState state, Role role, StepTarget target)
    {
        var step = NextStep.Of(Project(100, 10, 0, 0) with { State = state, Role = role }, isTraining: false);

        Assert.Equal(target, step.Target);
    }

    private static ProjectSummary Project(int items, int labelled, int skipped, int since) =>
        new(1, "Help desk", ProjectTask.Single, ProjectState.Open, Role.Lead, items, labelled, skipped, items - labelled - skipped, since, 50);
}
