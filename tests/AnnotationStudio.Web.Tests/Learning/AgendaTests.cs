using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class AgendaTests : IDisposable
{
    private readonly HandClock _clock = new();
    private readonly StudioEvents _events = new(NullLogger<StudioEvents>.Instance);
    private readonly Agenda _agenda;

    public AgendaTests() => _agenda = new Agenda(_events, Options.Create(new LearningOptions()), _clock);

    [Fact]
    public void TakeDue_LabelsDuringARanking_AreTakenTogetherAfterItsRest()
    {
        _events.Publish(Happening.LabelsArrived, 7);
        Assert.Equal((7, false), _agenda.TakeDue(mayPrepare: true));
        _events.Publish(Happening.LabelsArrived, 7);
        _events.Publish(Happening.LabelsArrived, 7);
        _agenda.Ranked(7, TimeSpan.FromMilliseconds(200));

        _clock.Advance(TimeSpan.FromMilliseconds(299));
        Assert.Null(_agenda.TakeDue(mayPrepare: true));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((7, false), _agenda.TakeDue(mayPrepare: true));
        Assert.Null(_agenda.TakeDue(mayPrepare: true));
    }

    [Fact]
    public void TakeDue_ARoundThatEnded_IsFollowedByARankingOfWhatItHadNotSeen()
    {
        _events.Publish(Happening.LabelsArrived, 7);
        Assert.Equal((7, false), _agenda.TakeDue(mayPrepare: false));

        _events.Publish(Happening.ModelChanged, 7);

        Assert.Equal((7, false), _agenda.TakeDue(mayPrepare: false));
        Assert.Null(_agenda.TakeDue(mayPrepare: true));
    }

    [Fact]
    public void TakeMaps_AskedTwice_AreTakenOnce()
    {
        _events.Publish(Happening.MapWanted, 7);
        _events.Publish(Happening.MapWanted, 7);

        Assert.Equal([7], _agenda.TakeMaps());
        Assert.Empty(_agenda.TakeMaps());
        Assert.Null(_agenda.TakeDue(mayPrepare: true));
    }

    [Fact]
    public void TakeDue_ItemsChangedDuringARound_WaitForItsEndAndLabelsDoNot()
    {
        _events.Publish(Happening.ItemsChanged, 7);
        Assert.Null(_agenda.TakeDue(mayPrepare: false));

        _events.Publish(Happening.LabelsArrived, 7);

        Assert.Equal((7, false), _agenda.TakeDue(mayPrepare: false));
        Assert.Equal((7, true), _agenda.TakeDue(mayPrepare: true));
        Assert.Null(_agenda.TakeDue(mayPrepare: true));
    }

    [Fact]
    public void TakeDue_SeveralProjects_TheOneThatWaitedLongest()
    {
        foreach (var project in new[] { 1, 2 })
        {
            _agenda.Ranked(project, TimeSpan.Zero);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        _events.Publish(Happening.LabelsArrived, 2);
        _events.Publish(Happening.LabelsArrived, 1);

        Assert.Equal((1, false), _agenda.TakeDue(mayPrepare: true));
        Assert.Equal((2, false), _agenda.TakeDue(mayPrepare: true));
    }

    public void Dispose() => _agenda.Dispose();
}
