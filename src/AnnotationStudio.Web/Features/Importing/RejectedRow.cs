using System.Text.Json.Serialization;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>A row that was not taken, and why.</summary>
/// <param name="Row">Counted from 1, a header included, as an editor or a spreadsheet counts.</param>
/// <param name="Wrong">What is wrong with it, without a full stop.</param>
/// <param name="Remedy">What to do about it, without a full stop.</param>
/// <param name="Value">The beginning of the value at fault, where that helps to find it.</param>
public sealed record RejectedRow(long Row, string Wrong, string Remedy, string? Value = null)
{
    private const int LongestValue = 60;

    public string Reason => $"{Wrong}. {Remedy}.";

    /// <summary>The whole file cannot be read so, whatever is to be kept.</summary>
    [JsonIgnore]
    public bool RefusesFile { get; init; }

    internal static string Excerpt(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}
