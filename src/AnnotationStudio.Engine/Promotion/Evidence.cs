namespace AnnotationStudio.Engine.Promotion;

/// <summary>What a decision was made on.</summary>
public enum Evidence
{
    /// <summary>Nothing: too few items both models answered.</summary>
    None,

    /// <summary>Audit items: chosen by chance, never trained on.</summary>
    Audit,

    /// <summary>Training labels, each predicted out of its fold: biased by how they were chosen.</summary>
    OutOfFold,
}
