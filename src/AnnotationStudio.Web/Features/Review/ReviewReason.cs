namespace AnnotationStudio.Web.Features.Review;

/// <summary>Why an item needs a lead.</summary>
public enum ReviewReason
{
    /// <summary>Somebody asks for it.</summary>
    Flagged,

    /// <summary>People gave different answers.</summary>
    Disputed,

    /// <summary>It is among as many labels as are thought wrong.</summary>
    Suspected,

    /// <summary>Models that had not seen it, or people's votes once weighed, hold another label likelier.</summary>
    Doubtful,

    /// <summary>An item that all but equals it has other labels.</summary>
    Twins,
}
