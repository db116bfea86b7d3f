namespace AnnotationStudio.Web.Features.Review;

/// <summary>Reasons as the page says them.</summary>
internal static class ReviewWords
{
    public static string Of(ReviewReason reason) => reason switch
    {
        ReviewReason.Flagged => "Flagged",
        ReviewReason.Disputed => "Disputed",
        ReviewReason.Suspected => "Suspected",
        ReviewReason.Doubtful => "Doubtful",
        _ => "Near-duplicates",
    };

    /// <summary>What the reason says of an item.</summary>
    public static string Sentence(ReviewReason reason) => reason switch
    {
        ReviewReason.Flagged => "Somebody asks for a lead",
        ReviewReason.Disputed => "People gave different answers",
        ReviewReason.Suspected => "Its label may be wrong",
        ReviewReason.Doubtful => "Another label is likelier",
        _ => "A near-duplicate has another label",
    };
}
