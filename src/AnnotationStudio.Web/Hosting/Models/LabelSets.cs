using AnnotationStudio.Data;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Hosting;

/// <summary>A project's labels as the engine knows them.</summary>
public static class LabelSets
{
    /// <param name="task">The project's.</param>
    /// <param name="labels">In the order of the columns. A parent that is not among them is left out.</param>
    public static LabelSet Of(ProjectTask task, IReadOnlyList<Label> labels)
    {
        var index = labels.Select((label, at) => (label.Name, at)).ToDictionary(pair => pair.Name, pair => pair.at, StringComparer.OrdinalIgnoreCase);
        return new LabelSet(
            task == ProjectTask.Multi ? LabelTask.Multi : LabelTask.Single,
            [.. labels.Select(label => new LabelDefinition(
                label.Name,
                [.. label.Aliases],
                [.. label.Parents.Where(index.ContainsKey).Select(parent => index[parent]).Distinct()])
            {
                Patterns = [.. label.Patterns],
            })]);
    }
}
