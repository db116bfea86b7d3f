using System.Text;
using AnnotationStudio.Web.Features.Importing;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Importing;

public sealed class PreviewDeskTests : IDisposable
{
    private readonly ImportHost _host = new();

    [Fact]
    public async Task Read_ColumnsWithOtherNames_GuessesWhatTheyMean()
    {
        var preview = await ReadAsync("ref,description,team,channel\n1,The lamp is out,football,web\n2,Two bins,,phone\n3,Noise,Graffiti,web", "a.csv");

        Assert.Equal("csv", preview.Format);
        Assert.Equal([ColumnRole.Id, ColumnRole.Text, ColumnRole.Detail, ColumnRole.Detail], preview.Roles);
    }

    [Fact]
    public async Task Read_MostOfAColumnAreLabels_TakesItForTheLabel()
    {
        var preview = await ReadAsync("what;who\nsome text to read;football\nmore text;Sports\nno text;Graffiti", "a.csv");

        Assert.Equal([ColumnRole.Text, ColumnRole.Label], preview.Roles);
        Assert.Equal(["Sports"], preview.Rows[0].Labels.Select(label => label.Name));
        Assert.Equal(("football", "Sports"), Assert.Single(preview.Aliases));
        Assert.Equal((4, "Class \"Graffiti\" is not in this project"), (preview.Rows[2].Number, preview.Rows[2].Problem?.Wrong));
    }

    [Fact]
    public async Task Read_RolesGiven_ReadsTheRowsSo()
    {
        var preview = await ReadAsync("""{"a": "x", "b": "Sports", "c": [1, 2]}""", "a.jsonl", [ColumnRole.Label, ColumnRole.Text, ColumnRole.LeftOut]);

        Assert.Equal(["a", "b", "c"], preview.Columns);
        Assert.Equal(["x", "Sports", "1 | 2"], preview.Rows[0].Cells!);
        Assert.Equal("Class \"x\" is not in this project", preview.Rows[0].Problem?.Wrong);
    }

    [Theory]
    [InlineData("a.jsonl", "")]
    [InlineData("a.jsonl", "not json\n{\"text\": \"a\"}")]
    [InlineData("a.csv", "\"never closed\na,b")]
    [InlineData("a.tsv", "one\ttwo")]
    [InlineData("a.txt", "one\n\n\ttwo\0")]
    [InlineData("a.bin", "\u0001\u0002")]
    public async Task Read_WhateverItIs_ShowsWhatItCan(string name, string file)
    {
        var preview = await ReadAsync(file, name);

        Assert.Equal(preview.Columns.Count, preview.Roles.Count);
        Assert.All(preview.Rows, row => Assert.Equal(preview.Columns.Count, row.Cells.Count));
    }

    [Fact]
    public async Task Read_HeadThatEndsInTheMiddleOfARow_LeavesThatRowOut()
    {
        var file = ImportHost.Lines(3, line => $"{{\"text\": \"{line}{new string('x', 30_000)}\"}}")[..PreviewDesk.HeadBytes];

        var preview = await ReadAsync(file, "a.jsonl");

        Assert.Equal(2, preview.Rows.Count);
        Assert.All(preview.Rows, row => Assert.Null(row.Problem));
    }

    public void Dispose() => _host.Dispose();

    private async Task<ImportPreview> ReadAsync(string file, string name, IReadOnlyList<ColumnRole>? roles = null)
    {
        var project = await _host.AddProjectAsync();
        var desk = _host.Host.Services.GetRequiredService<PreviewDesk>();
        return (await desk.ReadAsync(Caller.Owner, project, Encoding.UTF8.GetBytes(file), format: null, name, roles, CancellationToken.None)).Value!;
    }
}
