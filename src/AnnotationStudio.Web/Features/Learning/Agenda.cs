using System.Threading.Channels;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What was heard of each project since its queue was last ranked.</summary>
internal sealed class Agenda : IDisposable
{
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(5);
    private readonly LearningOptions _options;
    private readonly TimeProvider _time;
    private readonly IDisposable _subscription;
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Entry> _entries = [];

    public Agenda(StudioEvents events, IOptions<LearningOptions> options, TimeProvider time)
    {
        (_options, _time) = (options.Value, time);
        _subscription = events.Subscribe(Note);
    }

    public void Note(StudioEvent change)
    {
        if (change.ProjectId == 0)
            return;
        _bell.Writer.TryWrite(true);
        lock (_gate)
        {
            var entry = EntryOf(change.ProjectId);
            entry.ItemsChanged |= change.What is Happening.ItemsChanged or Happening.ProjectChanged;
            entry.Labels += change.What is Happening.LabelsArrived ? 1 : 0;
            // A round ranks by what it knew when it began, and its queue has just taken the place of newer ones.
            entry.Labels = change.What is Happening.ModelChanged ? Math.Max(entry.Labels, _options.RankAfter) : entry.Labels;
            entry.IsMapWanted |= change.What is Happening.MapWanted;
        }
    }

    /// <summary>Projects whose maps were asked for since this was last called.</summary>
    public IReadOnlyList<int> TakeMaps()
    {
        lock (_gate)
        {
            List<int> wanted = [.. _entries.Where(pair => pair.Value.IsMapWanted).Select(pair => pair.Key)];
            wanted.ForEach(projectId => _entries[projectId].IsMapWanted = false);
            return wanted;
        }
    }

    /// <summary>The next project whose queue is to be ranked, and whether its items changed; null when all can wait.</summary>
    /// <param name="mayPrepare">Whether pools can be changed now; while they cannot, only labels count.</param>
    public (int ProjectId, bool ItemsChanged)? TakeDue(bool mayPrepare)
    {
        lock (_gate)
        {
            foreach (var (projectId, entry) in _entries.OrderBy(pair => pair.Value.RankedAt))
            {
                var changed = mayPrepare && entry.ItemsChanged;
                if (!changed && (!IsAsked(entry) || Left(entry) > TimeSpan.Zero))
                    continue;
                (entry.ItemsChanged, entry.Labels) = (entry.ItemsChanged && !changed, 0);
                return (projectId, changed);
            }

            return null;
        }
    }

    /// <summary>Waits until something happens, a queue that labels ask for has rested, or some seconds are over.</summary>
    public async Task WaitAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var bell = _bell.Reader.ReadAsync(limit.Token).AsTask();
        await Task.WhenAny(bell, Task.Delay(UntilDue(), _time, limit.Token));
        await limit.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>A ranking ended that computed for so long: the next one rests in proportion, so that ranking never takes the machine.</summary>
    public void Ranked(int projectId, TimeSpan took)
    {
        lock (_gate)
        {
            var entry = EntryOf(projectId);
            (entry.RankedAt, entry.Rest) = (_time.GetTimestamp(), took * _options.RankRest);
        }
    }

    public void Dispose() => _subscription.Dispose();

    private TimeSpan UntilDue()
    {
        lock (_gate)
        {
            var left = _entries.Values.Where(IsAsked).Select(Left).DefaultIfEmpty(LookAround).Min();
            return TimeSpan.FromTicks(Math.Clamp(left.Ticks, 0, LookAround.Ticks));
        }
    }

    private bool IsAsked(Entry entry) => entry.Labels >= _options.RankAfter;

    private TimeSpan Left(Entry entry) => entry.Rest - _time.GetElapsedTime(entry.RankedAt);

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

        public bool IsMapWanted { get; set; }

        public long RankedAt { get; set; }

        public TimeSpan Rest { get; set; }
    }
}
