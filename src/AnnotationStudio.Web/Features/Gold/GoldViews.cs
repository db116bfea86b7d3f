using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Gold;

/// <summary>A project's gold.</summary>
/// <param name="Hidden">Among real work; the first <see cref="GoldDesk.MostListed"/>.</param>
/// <param name="Onboarding">In its order.</param>
/// <param name="Waiting">People who get no items until a lead says so, longest first.</param>
/// <param name="HiddenCount">All of them.</param>
/// <param name="IsColored">Few enough labels for colours to say something.</param>
public sealed record GoldView(
    ProjectSettings Settings, bool IsReadOnly, IReadOnlyList<GoldLine> Hidden, IReadOnlyList<GoldLine> Onboarding, IReadOnlyList<WaitingPerson> Waiting, int HiddenCount, bool IsColored);

/// <summary>One gold item.</summary>
/// <param name="Answers">People who answered it, as gold or in the onboarding.</param>
/// <param name="Right">Of these, right ones.</param>
public sealed record GoldLine(long ItemId, string Excerpt, IReadOnlyList<GoldLabel> Labels, string Explanation, int Answers, int Right);

/// <summary>A label as pages show it.</summary>
public sealed record GoldLabel(int Id, string Name, string Color, int Position);

/// <summary>Somebody who is paused.</summary>
public sealed record WaitingPerson(int PersonId, string Name, PauseReason Reason, DateTimeOffset Since);

/// <summary>An item that could be gold: people agree about it, and so does the model.</summary>
/// <param name="People">How many said so; nobody said anything else.</param>
/// <param name="Sureness">What the model gives the least sure of these labels, from 0 to 1.</param>
public sealed record GoldProposal(long ItemId, string Excerpt, IReadOnlyList<GoldLabel> Labels, int People, double Sureness);
