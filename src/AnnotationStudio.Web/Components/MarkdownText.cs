using Ganss.Xss;
using Markdig;

namespace AnnotationStudio.Web.Components;

/// <summary>From Markdown to HTML that can do no harm.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().UseEmphasisExtras().Build();
    private static readonly HtmlSanitizer Sanitizer = CreateSanitizer();

    /// <summary>Text, lists, tables, code, quotes and links; neither scripts nor styles, and no pictures, which would tell another site who reads.</summary>
    public static string ToHtml(string markdown) => Sanitizer.Sanitize(Markdig.Markdown.ToHtml(markdown, Pipeline));

    private static HtmlSanitizer CreateSanitizer()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.Clear();
        sanitizer.AllowedTags.UnionWith(
        [
            "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "del", "ins", "mark", "sub", "sup", "code", "pre", "blockquote",
            "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a",
        ]);
        sanitizer.AllowedAttributes.Clear();
        sanitizer.AllowedAttributes.UnionWith(["href", "title", "start"]);
        sanitizer.AllowedSchemes.Clear();
        sanitizer.AllowedSchemes.UnionWith(["http", "https", "mailto"]);
        return sanitizer;
    }
}
