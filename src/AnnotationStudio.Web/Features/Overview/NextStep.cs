using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Overview;

/// <summary>Where the button of the next step leads.</summary>
public enum StepTarget
{
    None,
    Label,
    Import,
    Items,
    Settings,
}

/// <summary>What to do next, in words.</summary>
public sealed record NextStep(string Sentence, string Detail, StepTarget Target)
{
    /// <summary>The one step that helps most now, for somebody in this role.</summary>
    /// <param name="project">Its counts.</param>
    /// <param name="isTraining">A run waits or is under way.</param>
    public static NextStep Of(ProjectSummary project, bool isTraining)
    {
        var isLead = project.Role >= Role.Lead;
        if (project.State == ProjectState.Archived)
            return new("This project is archived", isLead ? "It can be read, and opened again in its settings." : "It can be read. Ask a lead if it should go on.", isLead ? StepTarget.Settings : StepTarget.None);
        if (project.Items == 0)
            return isLead
                ? new("Bring in the texts to label", "JSONL, CSV, TSV or plain text. Labels in the file can come along.", StepTarget.Import)
                : new("Nothing to label yet", "A lead of this project imports the texts. They appear here by themselves.", StepTarget.None);
        if (project.Remaining == 0)
            return Finished(project, isLead);
        if (project.State == ProjectState.Paused)
            return new("This project is paused", isLead ? "Nobody is given new items until you open it again in its settings." : "No new items are given out. What you have in hand is still kept.", isLead ? StepTarget.Settings : StepTarget.None);
        return isTraining
            ? new("The model is training. Labelling goes on meanwhile", Left(project), StepTarget.Label)
            : new(Due(project), Left(project), StepTarget.Label);
    }

    private static NextStep Finished(ProjectSummary project, bool isLead) => project.Skipped switch
    {
        0 => new("Everything is labelled", $"All {project.Items:N0} items have labels.", isLead ? StepTarget.Import : StepTarget.None),
        var skipped => new(
            "Nothing left to label",
            $"{Count(skipped, "skipped or flagged item")} can come back{(isLead ? "." : ": ask a lead.")}",
            isLead ? StepTarget.Items : StepTarget.None),
    };

    private static string Due(ProjectSummary project)
    {
        var missing = project.RetrainAfter - project.LabelsSinceTraining;
        // Where fewer items are left than a round takes, the sentence would promise what cannot come.
        if (missing > project.Remaining)
            return $"{Count(project.Remaining, "item")} left to label";
        return missing > 0 ? $"{Count(missing, "more label")} and the model trains again" : "The next label sets off a training";
    }

    private static string Left(ProjectSummary project) => $"{Count(project.Remaining, "item")} {(project.Remaining == 1 ? "waits" : "wait")} for labels.";

    private static string Count(int count, string noun)
    {
        var words = $"{count:N0} {noun}";
        return count == 1 ? words : words + "s";
    }
}
