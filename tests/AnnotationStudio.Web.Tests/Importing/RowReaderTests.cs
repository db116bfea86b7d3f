using System.Text;
using AnnotationStudio.Web.Features.Importing;

namespace AnnotationStudio.Web.Tests.Importing;

public sealed class RowReaderTests
{
    private const int LongestRow = 4_000;

    public static TheoryData<string, string, string> Unreadable => new()
    {
        { "jsonl", "{\"text\": \"a\"", "Broken JSON at byte 13" },
        { "jsonl", "{\"text\": \"a\"} {}", "Broken JSON at byte 15" },
        { "jsonl", "[1]", "Not a JSON object" },
        { "jsonl", "{\"body\": \"a\"}", "\"text\" is missing" },
        { "jsonl", "{\"text\": 3}", "\"text\" is not a string" },
        { "jsonl", "{\"text\": \"a\", \"label\": {}}", "The labels are neither a string nor a list of strings" },
        { "jsonl", "{\"text\": \"a\", \"id\": []}", "\"id\" is neither a string nor a number" },
        { "jsonl", "{\"text\": \"\\ud800\"}", "Half a character (\\ud800 to \\udfff without its other half)" },
        { "jsonl", "{\"text\": \"a\", \"deep\": {\"x\": [\"\\udc00\"]}}", "Half a character (\\ud800 to \\udfff without its other half)" },
        { "jsonl", "{\"text\": \"a\0\"}", "A NUL byte at byte 12" },
        { "txt", "a\0b", "A NUL byte at byte 2" },
        { "csv", "text\na,b", "2 values under 1 columns" },
        { "csv", "text\n\"a", "A quote opens and never closes" },
        { "csv", "text\na\0", "A NUL byte at byte 2" },
        { "csv", "body\na", "Column \"text\" is missing" },
        { "csv", "text,a,a\nx,1,2", "Two columns are named \"a\"" },
        { "tsv", "id\ttext\n1\ta\tb", "3 values under 2 columns" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Read_BadRow_SaysWhatIsWrong(string format, string file, string wrong)
    {
        var rows = await ReadAsync(format, file);

        Assert.Equal(wrong, rows[^1].Problem?.Wrong);
    }

    [Theory]
    [InlineData("jsonl", "{\"text\": \"caf\u00e9\"}", 14)]
    [InlineData("txt", "caf\u00e9", 4)]
    public async Task Read_OtherEncoding_NamesTheRowAndTheByte(string format, string row, int at)
    {
        var file = Encoding.Latin1.GetBytes("\n" + row);

        var rows = await ReadAsync(format, file);

        Assert.Equal($"Not UTF-8 at byte {at}", Assert.Single(rows).Problem?.Wrong);
        Assert.Equal(2, rows[0].Number);
    }

    [Theory]
    [InlineData("jsonl", "\ufeff{\"text\": \"a b\", \"id\": 7, \"label\": \"x\"}")]
    [InlineData("csv", "\ufeffid,text,label\r\n7,a b,x\r\n")]
    [InlineData("csv", "id;text;label\n7;a b;x")]
    [InlineData("tsv", "label\ttext\tid\nx\ta b\t7")]
    public async Task Read_GoodRow_TakesTextIdAndLabel(string format, string file)
    {
        var row = Assert.Single(await ReadAsync(format, file));

        Assert.Null(row.Problem);
        Assert.Equal(("a b", "7"), (row.Text, row.ExternalId));
        Assert.Equal(["x"], row.Labels!);
        Assert.Null(row.Meta);
    }

    [Fact]
    public async Task Read_JsonWithMore_KeepsItAsMetaToTheDigit()
    {
        const string file = """{"a": 1.10, "text": "t", "b": {"c": ["x\u00e9", null]}, "labels": ["x", "y"], "d": true}""";

        var row = Assert.Single(await ReadAsync("jsonl", file));

        Assert.Equal("""{"a":1.10,"b":{"c": ["x\u00e9", null]},"d":true}""", row.Meta);
        Assert.Equal(["x", "y"], row.Labels!);
    }

    [Theory]
    [InlineData("{\"text\": \"t\"}", null)]
    [InlineData("{\"text\": \"t\", \"label\": null}", null)]
    [InlineData("{\"text\": \"t\", \"label\": \"\"}", null)]
    [InlineData("{\"text\": \"t\", \"labels\": []}", 0)]
    [InlineData("{\"text\": \"t\", \"label\": \"a\", \"labels\": [\"b\"]}", 2)]
    public async Task Read_JsonLabels_TellsNoneFromNothingSaid(string file, int? count)
    {
        var row = Assert.Single(await ReadAsync("jsonl", file));

        Assert.Equal(count, row.Labels?.Count);
    }

    [Fact]
    public async Task Read_QuotedCells_KeepsCommasQuotesAndLineBreaks()
    {
        const string file = "text,label,note\r\n\"a, \"\"b\"\"\r\nc\",x | y,5\" pipe\r\n\r\n  \nd,,\n";

        var rows = await ReadAsync("csv", file);

        Assert.Equal(2, rows.Count);
        Assert.Equal("a, \"b\"\r\nc", rows[0].Text);
        Assert.Equal(["x", "y"], rows[0].Labels!);
        Assert.Equal("{\"note\":\"5\\\" pipe\"}", rows[0].Meta);
        Assert.Equal((5, "d"), (rows[1].Number, rows[1].Text));
        Assert.Null(rows[1].Labels);
        Assert.Null(rows[1].Meta);
    }

    [Fact]
    public async Task Read_NamedColumns_AreTakenAndTheRestIsLeftOutOrKept()
    {
        var request = new ImportRequest { TextColumn = "body", LabelColumn = "team", IdColumn = "ref", LeaveOut = ["note"] };

        var csv = Assert.Single(await ReadAsync("csv", "ref,body,team,note,label\nR1,hello,x,secret,kept", request));
        var json = Assert.Single(await ReadAsync("jsonl", """{"ref":"R1","body":"hello","team":"x","note":[1],"label":"kept"}""", request));

        foreach (var row in new[] { csv, json })
        {
            Assert.Equal(("hello", "R1", "{\"label\":\"kept\"}"), (row.Text, row.ExternalId, row.Meta));
            Assert.Equal(["x"], row.Labels!);
        }
    }

    [Theory]
    [InlineData("jsonl", 3)]
    [InlineData("txt", 3)]
    [InlineData("csv", 3)]
    public async Task Read_LineOf100MB_IsSkippedInLittleMemoryAndTheNextIsRead(string format, int rowsRead)
    {
        var (before, good, header) = format == "jsonl" ? ("{\"text\": \"", "{\"text\": \"good\"}", good: "{\"text\": \"first\"}") : ("", "good", good: "text");
        using var file = new LongLineStream($"{header}\n{before}", 100_000_000, $"\n{good}\n");
        var allocated = GC.GetTotalAllocatedBytes(precise: true);

        var rows = await ReadAsync(format, file, new ImportRequest());

        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - allocated < 20_000_000);
        Assert.Equal("Longer than 0 MB", rows[^2].Problem?.Wrong);
        Assert.Equal((rowsRead, "good"), (rows[^1].Number, rows[^1].Text));
    }

    private static Task<List<RawRow>> ReadAsync(string format, string file, ImportRequest? request = null) => ReadAsync(format, Encoding.UTF8.GetBytes(file), request);

    private static async Task<List<RawRow>> ReadAsync(string format, byte[] file, ImportRequest? request = null)
    {
        using var stream = new MemoryStream(file);
        return await ReadAsync(format, stream, request ?? new ImportRequest());
    }

    private static async Task<List<RawRow>> ReadAsync(string format, Stream stream, ImportRequest request)
    {
        var rows = new List<RawRow>();
        var lines = new LineReader(stream, LongestRow);
        await foreach (var row in RowReader.ReadAsync(lines, ImportFormats.Of(format, null).Value, new RowColumns(request), LongestRow, CancellationToken.None))
            rows.Add(row);
        return rows;
    }
}
