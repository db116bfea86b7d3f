namespace AnnotationStudio.Engine.Text;

/// <summary>A text made ready for a vocabulary, with the place in the source of each of its characters.</summary>
internal sealed class ReadyText(int capacity)
{
    private char[] _characters = new char[Math.Max(16, capacity)];
    private int[] _sources = new int[Math.Max(16, capacity)];

    /// <summary>How many characters there are.</summary>
    public int Length { get; private set; }

    /// <summary>The characters.</summary>
    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, Length);

    /// <summary>Where in the source a character came from.</summary>
    public int Source(int at) => _sources[at];

    /// <summary>Empties it.</summary>
    public void Clear() => Length = 0;

    /// <summary>Adds one character.</summary>
    public void Add(char character, int source)
    {
        if (Length == _characters.Length)
        {
            Array.Resize(ref _characters, 2 * Length);
            Array.Resize(ref _sources, 2 * Length);
        }

        (_characters[Length], _sources[Length]) = (character, source);
        Length++;
    }

    /// <summary>Adds some characters that came from one.</summary>
    public void Add(ReadOnlySpan<char> characters, int source)
    {
        foreach (var character in characters)
            Add(character, source);
    }
}
