using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models.TransformerTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Tests.Models.TransformerTier;
using AnnotationStudio.Web.Features.Encoders;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Encoders;

public sealed class EncoderDeskTests : IDisposable
{
    private readonly StudioHost _host = new();

    private EncoderDesk Desk => _host.Services.GetRequiredService<EncoderDesk>();

    private EncoderShelf Shelf => _host.Services.GetRequiredService<EncoderShelf>();

    private string Folder => Path.Combine(_host.Folder, "encoders");

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task ListAsync_NothingThere_SaysWhatToPutWhere()
    {
        var view = (await Desk.ListAsync(Caller.Owner, CancellationToken.None)).Value!;

        Assert.Empty(view.Rows);
        Assert.Equal(Folder, view.Folder);
        Assert.Contains("Put model.onnx and tokenizer.json", view.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryCall_ByALead_IsRefused()
    {
        var project = await SampleProject.CreateAsync(_host);
        var lead = SeededProject.CallerOf(await _host.AddPersonAsync(Role.Lead));

        Assert.Equal(ProblemKind.Forbidden, (await Desk.ListAsync(lead, CancellationToken.None)).Problem?.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await Desk.MeasureAsync(lead, "small", CancellationToken.None)).Problem?.Kind);
        Assert.NotNull((await Desk.StopAsync(lead, project.Id, true, CancellationToken.None)).Problem);
    }

    [Fact]
    public async Task MeasureAsync_RealEncoder_ShowsSpeedAndWidth()
    {
        SmallEncoder.Write(Folder, "small");

        var speed = (await Desk.MeasureAsync(Caller.Owner, "small", CancellationToken.None)).Value!;
        var view = (await Desk.ListAsync(Caller.Owner, CancellationToken.None)).Value!;

        Assert.True(speed.TextsPerSecond > 1, $"{speed.TextsPerSecond} texts/s");
        var row = Assert.Single(view.Rows);
        Assert.True(row.IsUsed);
        Assert.Equal(speed, row.Speed);
        Assert.Equal(SmallEncoder.Width, row.Dimension);
        Assert.Contains("All projects use small: it is the only one", view.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong", ProblemKind.Conflict)]
    [InlineData("../encoders/wrong", ProblemKind.NotFound)]
    public async Task MeasureAsync_WhatIsNoEncoder_IsRefusedInWords(string name, ProblemKind kind)
    {
        File.WriteAllText(Path.Combine(SmallEncoder.Write(Folder, "wrong"), "model.onnx"), "no model");

        var outcome = await Desk.MeasureAsync(Caller.Owner, name, CancellationToken.None);
        var view = (await Desk.ListAsync(Caller.Owner, CancellationToken.None)).Value!;

        Assert.Equal(kind, outcome.Problem?.Kind);
        Assert.Contains("not an ONNX model", view.Rows[0].Folder.Problem, StringComparison.Ordinal);
        Assert.Contains("No encoder can be used", view.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_ProjectWithLabelsEnough_EmbedsAllItems_AndForgetsErasedOnes()
    {
        SmallEncoder.Write(Folder, "small");
        var project = await SampleProject.CreateAsync(_host);
        await project.LabelAsync(project.Items.Take(120));

        var view = await Eventually.BecomesAsync(async () => (await Desk.ListAsync(Caller.Owner, CancellationToken.None)).Value!, view => view.Projects is [{ Progress: { Total: > 0 } all }] && all.Done == all.Total);
        var erased = project.Items[^1];
        var cache = Shelf.Cache(project.Id, Shelf.Library.Open(Shelf.Library.Look()[0]));
        Assert.True(cache.Holds(erased));
        await _host.Services.GetRequiredService<ItemErasureDesk>().EraseAsync(Caller.Owner, project.Id, erased, CancellationToken.None);

        Assert.Equal(project.Items.Count, view.Projects[0].Progress.Total);
        Assert.False(await Eventually.BecomesAsync(() => Task.FromResult(cache.Holds(erased)), holds => !holds));
        Assert.True(cache.Holds(project.Items[0]));
    }

    [Fact]
    public async Task Tier_OfTheShelf_TrainsAndReadsBackWithItsSideFile()
    {
        SmallEncoder.Write(Folder, "small");
        var project = await SampleProject.CreateAsync(_host);
        string[] texts = ["a leak in the pipe", "the street has a pothole"];
        var set = new TrainingSet(new TextBatch(texts) { Items = [.. project.Items.Take(2)] }, [[0], [1]], LabelSet.Named(LabelTask.Single, "water", "roads"));
        var artifact = new MemoryStream();

        using (var model = Shelf.Tier(project.Id, 1).Train(set, null, new Random(1), CancellationToken.None))
            model.Save(artifact);
        artifact.Position = 0;
        using var loaded = Shelf.Tier(project.Id, 1).Load(artifact);

        var into = new ProbabilityMatrix(2, 2);
        loaded.Predict(new TextBatch(texts), into, CancellationToken.None);
        Assert.True(into[0][0] > .5 && into[1][1] > .5);
        Assert.True(Shelf.Holds(project.Id));
        Assert.Equal("small", ((TransformerModel)loaded).Encoder.Name);
    }
}
