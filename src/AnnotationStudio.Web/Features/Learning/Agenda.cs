using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What the worker heard of each project since it last looked.</summary>
internal sealed class Agenda(LearningOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Entry> _entries = [];

    public void Note(StudioEvent change)
    {
        if (change.ProjectId == 0)
            return;
        lock (_gate)
        {
            var entry = EntryOf(change.ProjectId);
            entry.ItemsChanged |= change.What is Happening.ItemsChanged or Happening.ProjectChanged;
            entry.Labels += change.What is Happening.LabelsArrived ? 1 : 0;
        }
    }

    /// <summary>The next project whose queue is to be ranked, and whether its items changed; null when all can wait.</summary>
    public (int ProjectId, bool ItemsChanged)? TakeDue()
    {
        lock (_gate)
        {
            foreach (var (projectId, entry) in _entries)
            {
                if (!entry.ItemsChanged && (entry.Labels < options.RankAfter || time.GetElapsedTime(entry.RankedAt) < entry.Rest))
                    continue;
                var changed = entry.ItemsChanged;
                (entry.ItemsChanged, entry.Labels) = (false, 0);
                return (projectId, changed);
            }

            return null;
        }
    }

    /// <summary>A ranking ended that took so long: the next one rests in proportion, so that ranking never takes the machine.</summary>
    public void Ranked(int projectId, TimeSpan took)
    {
        lock (_gate)
        {
            var entry = EntryOf(projectId);
            (entry.RankedAt, entry.Rest) = (time.GetTimestamp(), took * options.RankRest);
        }
    }

    private Entry EntryOf(int projectId)
    {
        if (!_entries.TryGetValue(projectId, out var entry))
            _entries[projectId] = entry = new Entry();
        return entry;
    }

    private sealed class Entry
    {
        public bool ItemsChanged { get; set; }

        public int Labels { get; set; }

        public long RankedAt { get; set; }

        public TimeSpan Rest { get; set; }
    }
}
