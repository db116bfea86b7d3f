using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Reads what somebody asks for against a project's labels, and alters them accordingly.</summary>
/// <param name="labels">All of the project's, the retired ones too. New labels are added.</param>
/// <param name="task">The project's.</param>
/// <param name="now">When labels that go are retired.</param>
internal sealed class LabelChangeReading(List<Label> labels, ProjectTask task, DateTimeOffset now)
{
    private const int MostTargets = 50;

    public Outcome<LabelChangePlan> Read(LabelChangeInput input)
    {
        if (Find("label", input.Label) is var label && !label.IsDone)
            return label.Problem;
        return input.Kind switch
        {
            LabelChangeKind.Rename => Rename(label.Value, input),
            LabelChangeKind.Merge => Merge(label.Value, input),
            LabelChangeKind.Split => Split(label.Value, input),
            LabelChangeKind.Retire => Retire(label.Value, input),
            LabelChangeKind.Parent => AddParent(label.Value, input),
            _ => Problem.Invalid("kind", "The kind is rename, merge, split, retire or parent. A whole list is sent by PATCH to the project."),
        };
    }

    private Outcome<LabelChangePlan> Rename(Label label, LabelChangeInput input)
    {
        var former = label.Name;
        if (NewName("to", input.To, except: label) is var name && !name.IsDone)
            return name.Problem;
        if (name.Value == former)
            return Problem.Invalid("to", $"\"{former}\" is its name already. Write another.");
        label.Name = name.Value;
        label.Aliases = [.. label.Aliases.Where(alias => !Same(alias, name.Value)), .. input.KeepName && !Same(former, name.Value) ? [former] : Array.Empty<string>()];
        foreach (var child in labels)
            child.Parents = [.. child.Parents.Select(parent => Same(parent, former) ? name.Value : parent)];
        return new LabelChangePlan { Kind = LabelChangeKind.Rename, Label = label, Words = $"Renamed “{former}” to “{name.Value}”" };
    }

    private Outcome<LabelChangePlan> Merge(Label label, LabelChangeInput input)
    {
        if (Find("into", input.Into) is var into && !into.IsDone)
            return into.Problem;
        if (into.Value == label)
            return Problem.Invalid("into", "A label cannot be merged into itself. Choose another.");
        var target = into.Value;
        var above = Ancestors(target);
        target.Parents = [.. target.Parents.Where(parent => !Same(parent, label.Name))];
        foreach (var child in labels.Where(child => child != target && child.Parents.Exists(parent => Same(parent, label.Name))))
            child.Parents = [.. child.Parents.Select(parent => Same(parent, label.Name) ? target.Name : parent)
                .Where(parent => parent != target.Name || !above.Contains(child.Name)).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (input.KeepName)
        {
            target.Aliases = Joined(target.Aliases, [label.Name, .. label.Aliases], but: target.Name);
            target.Patterns = Joined(target.Patterns, label.Patterns, but: target.Name);
        }

        label.RetiredAt = now;
        return new LabelChangePlan { Kind = LabelChangeKind.Merge, Label = label, Into = target, Maps = true, Words = $"Merged “{label.Name}” into “{target.Name}”" };
    }

    private Outcome<LabelChangePlan> Split(Label label, LabelChangeInput input)
    {
        var wanted = input.Targets ?? [];
        if (wanted.Count is < 2 or > MostTargets)
            return Problem.Invalid("targets", $"A label is split into 2 to {MostTargets} others. Name them.");
        var targets = new List<(Label Label, List<string> Patterns)>();
        for (var at = 0; at < wanted.Count; at++)
        {
            if (Target($"targets[{at}]", wanted[at], label) is var target && !target.IsDone)
                return target.Problem;
            if (targets.Exists(other => other.Label == target.Value.Label))
                return Problem.Invalid($"targets[{at}].name", $"\"{target.Value.Label.Name}\" stands there twice. Name it once, with all its patterns.");
            targets.Add(target.Value);
        }

        var rest = string.IsNullOrWhiteSpace(input.Rest) ? null : targets.Select(target => target.Label).FirstOrDefault(target => Same(target.Name, LabelRules.Clean(input.Rest)));
        if (rest is null && !string.IsNullOrWhiteSpace(input.Rest))
            return Problem.Invalid("rest", $"\"{input.Rest}\" is not one of the labels that it is split into. Choose one of them, or leave it out.");
        ForgetAsParent(label);
        label.RetiredAt = now;
        return new LabelChangePlan
        {
            Kind = LabelChangeKind.Split,
            Label = label,
            Targets = targets,
            Rest = rest,
            Maps = true,
            Words = $"Split “{label.Name}” into {Listed([.. targets.Select(target => $"“{target.Label.Name}”")])}",
        };
    }

    private Outcome<(Label Label, List<string> Patterns)> Target(string field, SplitInput? input, Label split)
    {
        var patterns = (input?.Patterns ?? []).Select(pattern => (pattern ?? "").Trim()).Where(pattern => pattern.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (patterns.Select(RulePattern.ProblemOf).OfType<string>().FirstOrDefault() is { } wrong)
            return Problem.Invalid($"{field}.patterns", wrong);
        var there = labels.Find(label => label.RetiredAt is null && Same(label.Name, LabelRules.Clean(input?.Name)));
        if (there == split)
            return Problem.Invalid($"{field}.name", $"\"{split.Name}\" is what is split. Give each part a name of its own.");
        if (there is not null)
            return (there, patterns);
        if (NewName($"{field}.name", input?.Name, except: null) is var name && !name.IsDone)
            return name.Problem;
        var label = new Label
        {
            ProjectId = split.ProjectId,
            Name = name.Value,
            Parents = [.. split.Parents],
            Patterns = patterns,
            Position = labels.Max(other => other.Position) + 1,
        };
        labels.Add(label);
        return (label, patterns);
    }

    private Outcome<LabelChangePlan> Retire(Label label, LabelChangeInput input)
    {
        if (labels.TrueForAll(other => other == label || other.RetiredAt is not null))
            return Problem.Conflict($"\"{label.Name}\" is the only label. Add another first.", "label");
        ForgetAsParent(label);
        label.RetiredAt = now;
        return new LabelChangePlan
        {
            Kind = LabelChangeKind.Retire,
            Label = label,
            Maps = input.Relabel,
            Words = $"Retired “{label.Name}”{(input.Relabel ? " and asked for its items anew" : "")}",
        };
    }

    private Outcome<LabelChangePlan> AddParent(Label label, LabelChangeInput input)
    {
        if (task == ProjectTask.Single)
            return Problem.Conflict("An item of this project takes one label, so none can bring another along.", "parent");
        if (Find("parent", input.Parent) is var parent && !parent.IsDone)
            return parent.Problem;
        if (label.Parents.Exists(there => Same(there, parent.Value.Name)))
            return Problem.Conflict($"\"{label.Name}\" brings \"{parent.Value.Name}\" along already.", "parent");
        if (parent.Value == label || Ancestors(parent.Value).Contains(label.Name))
            return Problem.Invalid("parent", $"\"{label.Name}\" would be its own ancestor. Choose a label that does not bring it along.");
        label.Parents = [.. label.Parents, parent.Value.Name];
        return new LabelChangePlan { Kind = LabelChangeKind.Parent, Label = label, Into = parent.Value, Words = $"“{label.Name}” brings “{parent.Value.Name}” along" };
    }

    private Outcome<Label> Find(string field, string? name) =>
        labels.Find(label => label.RetiredAt is null && Same(label.Name, LabelRules.Clean(name))) is { } label ? label
        : string.IsNullOrWhiteSpace(name) ? Problem.Invalid(field, "Choose a label.")
        : Problem.Invalid(field, $"There is no label \"{name}\" in use in this project. Choose one of its labels.");

    // Retired labels keep their names: what people said must stay readable.
    private Outcome<string> NewName(string field, string? text, Label? except)
    {
        if (LabelRules.Check([new LabelInput(text ?? "")], out var read) is [var problem, ..])
            return problem with { Field = field };
        var name = read[0].Name;
        if (labels.Find(label => label != except && Same(label.Name, name)) is { } taken)
            return Problem.Conflict(taken.RetiredAt is null ? $"\"{taken.Name}\" is a label already. Choose another name, or merge the two." : $"\"{taken.Name}\" is the name of a label that was retired. Choose another.", field);
        if (labels.Find(label => label != except && label.RetiredAt is null && label.Aliases.Exists(alias => Same(alias, name))) is { } called)
            return Problem.Conflict($"\"{called.Name}\" is also called \"{name}\". Choose another name.", field);
        return name;
    }

    private void ForgetAsParent(Label label)
    {
        foreach (var child in labels)
            child.Parents = [.. child.Parents.Where(parent => !Same(parent, label.Name))];
    }

    private HashSet<string> Ancestors(Label label)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Stack<string>(label.Parents);
        while (open.TryPop(out var name))
            if (seen.Add(name) && labels.Find(other => Same(other.Name, name)) is { } parent)
                parent.Parents.ForEach(open.Push);
        return seen;
    }

    private static List<string> Joined(List<string> own, IEnumerable<string> more, string but) =>
        [.. own, .. more.Where(word => !Same(word, but) && !own.Contains(word, StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Listed(List<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
