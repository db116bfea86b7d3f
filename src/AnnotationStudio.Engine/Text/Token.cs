namespace AnnotationStudio.Engine.Text;

/// <summary>One token of a text.</summary>
/// <param name="Start">First character, 0-based, in UTF-16 units.</param>
/// <param name="End">One past the last character.</param>
/// <param name="Hash">64-bit hash of the lower-cased token: equal tokens have equal hashes, on every machine.</param>
public readonly record struct Token(int Start, int End, ulong Hash);
