namespace AnnotationStudio.Engine.Learning;

/// <summary>Reads the texts of some items, in the order asked.</summary>
public delegate IReadOnlyList<string> ItemTexts(IReadOnlyList<long> items);
