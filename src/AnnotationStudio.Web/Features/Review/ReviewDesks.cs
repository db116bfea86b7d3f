namespace AnnotationStudio.Web.Features.Review;

/// <summary>The desks that the page calls.</summary>
public sealed record ReviewDesks(ReviewDesk Queue, SettlementDesk Settlements, ErrorSearchDesk Errors);
