using System.Text.Json;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Answers that can be judged, by what a person did with a suggestion, or by how long they took; each is behind a figure.</summary>
public enum AnswerKind
{
    /// <summary>A right suggestion was accepted.</summary>
    GoodAccepted,

    /// <summary>A wrong one was accepted all the same.</summary>
    WrongAccepted,

    /// <summary>Right where nothing was suggested.</summary>
    RightAlone,

    /// <summary>Right where the suggestion was wrong.</summary>
    RightAgainst,

    /// <summary>Wrong, and among the person's quickest.</summary>
    QuickWrong,

    /// <summary>Wrong, and neither among the quickest nor among the slowest.</summary>
    MiddleWrong,

    /// <summary>Wrong, and among the slowest.</summary>
    SlowWrong,
}

/// <summary>Kinds of answers as addresses write them.</summary>
internal static class AnswerKinds
{
    private static readonly Dictionary<string, AnswerKind> _kinds = Enum.GetValues<AnswerKind>().ToDictionary(Word, StringComparer.OrdinalIgnoreCase);

    public static string Word(AnswerKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    public static string Words => string.Join(", ", _kinds.Keys);

    public static AnswerKind? Find(string word) => _kinds.TryGetValue(word.Trim(), out var kind) ? kind : null;

    /// <summary>A list's heading.</summary>
    public static string Title(AnswerKind kind) => kind switch
    {
        AnswerKind.GoodAccepted => "Good suggestions accepted",
        AnswerKind.WrongAccepted => "Wrong suggestions accepted",
        AnswerKind.RightAlone => "Right without a suggestion",
        AnswerKind.RightAgainst => "Right against a wrong suggestion",
        AnswerKind.QuickWrong => "Quick answers that were not right",
        AnswerKind.MiddleWrong => "Answers of middling time that were not right",
        _ => "Slow answers that were not right",
    };
}
