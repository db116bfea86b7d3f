using AnnotationStudio.Web.Components;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Tests.Components;

public sealed class RunProgressTests : BunitContext
{
    [Fact]
    public void Render_Running_ShowsHowFarAndHowLong()
    {
        var progress = Render<RunProgress>(given => given
            .Add(run => run.IsRunning, true).Add(run => run.Stage, "fitting").Add(run => run.Fraction, .58).Add(run => run.EtaSeconds, 130).Add(run => run.Error, "of the last one"));

        Assert.Contains("58 %", progress.Markup, StringComparison.Ordinal);
        Assert.Contains("about 2 min 10 s left", progress.Markup, StringComparison.Ordinal);
        Assert.Equal("58", progress.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.DoesNotContain("of the last one", progress.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WhoMayNotAct_HasNoButtons() => Assert.Empty(Render<RunProgress>(given => given.Add(run => run.IsRunning, true)).FindAll("button"));

    [Fact]
    public void Render_FailedAndIdle_SaysWhyAndOffersAnother()
    {
        var asked = false;
        var progress = Render<RunProgress>(given => given
            .Add(run => run.Error, "40 MB of disk left, 200 needed.").Add(run => run.OnRetrain, EventCallback.Factory.Create(this, () => asked = true)));

        progress.Find("button").Click();

        Assert.Contains("40 MB", progress.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.True(asked);
    }
}
