namespace AnnotationStudio.Engine.Agreement;

/// <summary>How far apart two answers are, for Krippendorff's alpha.</summary>
public enum AlphaDistance
{
    /// <summary>Equal or not.</summary>
    Nominal,

    /// <summary>Labels are ranks: how many votes lie between them.</summary>
    Ordinal,

    /// <summary>Labels are numbers: the square of their difference.</summary>
    Interval,

    /// <summary>Sets of labels: 1 − common / all.</summary>
    Jaccard,

    /// <summary>Sets of labels: Jaccard's share, times 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 where they do not.</summary>
    Masi,
}
