namespace AnnotationStudio.Engine.Text;

/// <summary>The one hash of tokens and n-grams. It is part of every feature version: changing it orphans saved models.</summary>
internal static class Hashing
{
    /// <summary>Where a hash starts (FNV-1a's offset).</summary>
    public const ulong Seed = 14695981039346656037;

    /// <summary>One more character.</summary>
    public static ulong Add(ulong hash, char character) => (hash ^ character) * 1099511628211;

    /// <summary>Spreads the bits (SplitMix64's finaliser), so that any of them may pick a bucket.</summary>
    public static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }
}
