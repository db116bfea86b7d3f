using AnnotationStudio.Engine.Models.TransformerTier;

namespace AnnotationStudio.Web.Features.Encoders;

/// <summary>All that the page shows.</summary>
/// <param name="Folder">Where encoders are put, on the server.</param>
/// <param name="Sentence">Which one projects use, and why; or why none.</param>
/// <param name="Rows">The encoders found: the one in use, then those that can be used, then the others.</param>
/// <param name="Projects">Whose items are being embedded.</param>
public sealed record EncodersView(string Folder, string Sentence, IReadOnlyList<EncoderRow> Rows, IReadOnlyList<ProjectEmbedding> Projects);

/// <summary>One encoder that was found.</summary>
/// <param name="Folder">What its files say.</param>
/// <param name="IsUsed">Whether projects use it.</param>
/// <param name="Dimension">Numbers in an embedding, from the loaded model or its files; null where neither says.</param>
/// <param name="Speed">As measured here since the start; null until then.</param>
public sealed record EncoderRow(EncoderFolder Folder, bool IsUsed, int? Dimension, EncoderSpeed? Speed);

/// <summary>What a measuring found.</summary>
public sealed record EncoderSpeed(double TextsPerSecond, int Texts, int Words, int Threads);

/// <summary>How far the embedding of a project's items has come.</summary>
public sealed record ProjectEmbedding(int ProjectId, string Name, EmbeddingProgress Progress);

/// <param name="Done">Items that have an embedding.</param>
/// <param name="Total">Items that are there.</param>
/// <param name="IsStopped">Somebody stopped it.</param>
/// <param name="Problem">Why it does not go on; null when nothing is wrong.</param>
public sealed record EmbeddingProgress(int Done, int Total, bool IsStopped, string? Problem);
