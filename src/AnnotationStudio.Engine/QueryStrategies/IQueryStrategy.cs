using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Ranks candidates: which to label next. Pure: the same view and generator state give the same answer.</summary>
public interface IQueryStrategy
{
    /// <summary>Its name in settings, files and on the command line: lower case with hyphens.</summary>
    string Name { get; }

    /// <summary>What the view must offer.</summary>
    PoolNeeds Needs { get; }

    /// <summary>Why it picks, as one plain sentence fit to be shown; null where what the model is undecided about says it better.</summary>
    string? Reason => null;

    /// <summary>Who chooses when so many items are labelled: itself, unless it changes as labels come or goes by the task.</summary>
    IQueryStrategy At(int labelled, LabelTask task) => this;

    /// <summary>Distinct candidates, most useful first.</summary>
    /// <param name="candidates">What there is to choose from.</param>
    /// <param name="count">How many, 0 to the number of candidates.</param>
    /// <param name="random">Settles ties, and chance where the strategy uses it.</param>
    /// <exception cref="ArgumentException">Fewer candidates than asked for, or numbers it needs are missing.</exception>
    int[] Select(PoolView candidates, int count, Random random);
}
