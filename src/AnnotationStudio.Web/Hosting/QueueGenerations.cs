using System.Collections.Concurrent;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What the queue of each project knows. Learning writes queues, and others say how fresh they are.</summary>
public sealed class QueueGenerations
{
    private readonly ConcurrentDictionary<int, QueueGeneration> _latest = new();

    /// <summary>The ranking that stands in the queue; null when none was written since the start.</summary>
    public QueueGeneration? Find(int projectId) => _latest.GetValueOrDefault(projectId);

    public void Set(int projectId, QueueGeneration generation) => _latest[projectId] = generation;
}

/// <summary>A ranking in the queue.</summary>
/// <param name="KnowsUpTo">Sequence of the last annotation that it had seen.</param>
/// <param name="RankedAt">When the last of it was written.</param>
public sealed record QueueGeneration(long KnowsUpTo, DateTimeOffset RankedAt);
