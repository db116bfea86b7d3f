using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace AnnotationStudio.Web.Tests.Hosting;

public sealed class ProjectNewsTests
{
    private readonly StudioEvents _events = new(NullLogger<StudioEvents>.Instance);
    private readonly RingClock _clock = new();
    private int _readings;

    [Fact]
    public void Follow_ABurst_MakesOneReadingAfterThePause()
    {
        using var following = Follow(TimeSpan.Zero);

        for (var at = 0; at < 100; at++)
            _events.Publish(Happening.RunChanged, 1);
        var before = _readings;
        _clock.Ring();
        _events.Publish(Happening.RunChanged, 1);
        _clock.Ring();

        Assert.Equal((0, 2), (before, _readings));
        Assert.Equal([ProjectNews.Pause, ProjectNews.Pause], _clock.Pauses);
    }

    [Fact]
    public void Follow_ASlowReading_RestsLonger()
    {
        using var following = Follow(TimeSpan.FromSeconds(1));

        _events.Publish(Happening.RunChanged, 1);
        _clock.Ring();
        _events.Publish(Happening.RunChanged, 1);

        Assert.Equal([ProjectNews.Pause, TimeSpan.FromSeconds(20)], _clock.Pauses);
    }

    [Fact]
    public void Follow_NewsWhileReading_IsReadToo()
    {
        using var following = new ProjectNews(_events, _clock).Follow(
            1,
            () =>
            {
                if (_readings++ == 0)
                    _events.Publish(Happening.RunChanged, 1);
                return Task.CompletedTask;
            },
            Happening.RunChanged);

        _events.Publish(Happening.RunChanged, 1);
        _clock.Ring();
        _clock.Ring();

        Assert.Equal((2, 2), (_readings, _clock.Pauses.Count));
    }

    [Fact]
    public void Follow_OthersNews_MakesNone()
    {
        using var following = Follow(TimeSpan.Zero);

        _events.Publish(Happening.RunChanged, 2);
        _events.Publish(Happening.PeopleChanged, 1);

        Assert.Empty(_clock.Pauses);
    }

    private IDisposable Follow(TimeSpan takes) => new ProjectNews(_events, _clock).Follow(
        1,
        () =>
        {
            _readings++;
            _clock.Passed += takes;
            return Task.CompletedTask;
        },
        Happening.RunChanged);

    // A clock with one timer, which a test lets ring.
    private sealed class RingClock : TimeProvider
    {
        private TimerCallback? _ring;

        public List<TimeSpan> Pauses { get; } = [];

        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Ring() => _ring?.Invoke(null);

        public override long GetTimestamp() => Passed.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _ring = callback;
            return new Bell(Pauses);
        }

        private sealed class Bell(List<TimeSpan> pauses) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                pauses.Add(dueTime);
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
