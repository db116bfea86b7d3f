namespace AnnotationStudio.Web.Features.Items;

/// <summary>What can be done to an item once it is found.</summary>
public sealed record ItemActions(CorrectionDesk Corrections, ItemErasureDesk Erasure, ItemGoldDesk Gold);
