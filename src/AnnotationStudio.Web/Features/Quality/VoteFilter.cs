using System.Globalization;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Which answers figures are about. Agreement is told from all that was said of the items of these answers.</summary>
/// <param name="From">The first day, in UTC.</param>
/// <param name="To">The last day.</param>
/// <param name="Person">Id of who gave them.</param>
/// <param name="Label">Id of a label that is among what was said.</param>
/// <param name="Import">Id of the file that the items came with.</param>
public sealed record VoteFilter(DateOnly? From = null, DateOnly? To = null, int? Person = null, int? Label = null, int? Import = null)
{
    public static VoteFilter Everything { get; } = new();

    internal bool Fits(GivenAt at) => (From is null || at.Day >= From) && (To is null || at.Day <= To) && (Person is null || at.Person == Person) && (Import is null || at.Import == Import);

    /// <summary>A day as addresses write it.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>When an answer was given, by whom, on an item of which file.</summary>
internal readonly record struct GivenAt(DateOnly Day, int Person, int Import);
