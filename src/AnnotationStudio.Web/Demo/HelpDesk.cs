using System.Text.Json;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Demo;

/// <summary>The sample that the product ships: messages to a city's help desk, written for it.</summary>
public static class HelpDesk
{
    /// <summary>The rows as a file that can be imported, one JSON object a line.</summary>
    public static Stream Rows() => Open("help-desk.jsonl");

    /// <summary>Each message with its true label.</summary>
    public static IReadOnlyList<HelpDeskMessage> Messages()
    {
        using var reader = new StreamReader(Rows());
        var messages = new List<HelpDeskMessage>();
        while (reader.ReadLine() is { } line)
            messages.Add(JsonSerializer.Deserialize<HelpDeskMessage>(line, Api.Json)!);
        return messages;
    }

    /// <summary>The six labels as <c>labels.json</c> has them.</summary>
    public static string Labels() => Text("help-desk-labels.json");

    /// <summary>What a lead would tell annotators, in Markdown.</summary>
    public static string Guidelines() => Text("help-desk-guidelines.md");

    private static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    private static Stream Open(string name) =>
        typeof(HelpDesk).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly.");
}

/// <summary>One message to the help desk.</summary>
public sealed record HelpDeskMessage(string Id, string Text, string Label, string Channel, string District, string Received);
