using System.Collections.Concurrent;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What can have happened. Whoever hears of it reads again; nobody patches another's copy.</summary>
public enum Happening
{
    /// <summary>Name, labels, guidelines, settings, members or state.</summary>
    ProjectChanged,

    /// <summary>Items came or went.</summary>
    ItemsChanged,

    /// <summary>People decided.</summary>
    LabelsArrived,

    /// <summary>A run was queued, moved on or ended.</summary>
    RunChanged,

    /// <summary>Another model serves, or a new version stands in the table.</summary>
    ModelChanged,

    /// <summary>Somebody was added, disabled or changed.</summary>
    PeopleChanged,

    /// <summary>Figures of quality were worked out anew.</summary>
    FiguresChanged,

    /// <summary>Text was erased for good.</summary>
    TextErased,

    /// <summary>A search for label errors was asked for, moved on or ended.</summary>
    ErrorsSearched,

    /// <summary>An encoder was measured, or items were embedded.</summary>
    EncodersChanged,

    /// <summary>Somebody looks at a map that is missing or older than its pool.</summary>
    MapWanted,

    /// <summary>A map of the pool was drawn, or what a model thinks of its items is known.</summary>
    MapChanged,

    /// <summary>A simulation was asked for, moved on or ended.</summary>
    SimulationChanged,
}

/// <summary>One thing that was committed; the project is 0 where it is about none.</summary>
public readonly record struct StudioEvent(Happening What, int ProjectId);

/// <summary>Tells the rest of the process what was committed.</summary>
public sealed class StudioEvents(ILogger<StudioEvents> logger)
{
    private readonly ConcurrentDictionary<Subscription, Action<StudioEvent>> _listeners = new();

    /// <summary>Calls the listener, on the publisher's thread, until the subscription is disposed of. Listeners return at once.</summary>
    public IDisposable Subscribe(Action<StudioEvent> listener)
    {
        var subscription = new Subscription(this);
        _listeners[subscription] = listener;
        return subscription;
    }

    public void Publish(Happening what, int projectId)
    {
        foreach (var listener in _listeners.Values)
        {
            try
            {
                listener(new StudioEvent(what, projectId));
            }
#pragma warning disable CA1031 // one deaf listener must not keep the news from the others
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.ListenerFailed(logger, what, projectId, exception);
            }
        }
    }

    private sealed class Subscription(StudioEvents events) : IDisposable
    {
        public void Dispose() => events._listeners.TryRemove(this, out _);
    }
}
