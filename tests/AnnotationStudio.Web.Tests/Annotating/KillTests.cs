using AnnotationStudio.Load;

namespace AnnotationStudio.Web.Tests.Annotating;

public sealed class KillTests
{
    [Fact]
    public async Task Server_KilledWhilePeopleLabel_KeepsEveryAcknowledgedLabelOnce()
    {
        Assert.SkipWhen(StudioServer.Find() is null, "The server's own build is not beside the tests: build src/AnnotationStudio.Web.");

        var outcome = await KillRun.LoopAsync(new Arguments(["--kills", "2", "--clients", "4", "--items", "2000"]), TestContext.Current.CancellationToken);

        Assert.True(outcome.Ledger is { Keys: > 10, IsClean: true }, $"{outcome.Ledger}");
        Assert.Empty(outcome.Errors);
    }
}
