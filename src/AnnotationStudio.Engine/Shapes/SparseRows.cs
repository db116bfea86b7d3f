namespace AnnotationStudio.Engine.Shapes;

/// <summary>Growing rows of (column, weight) pairs, compressed by row; columns ascend within a row.</summary>
/// <param name="isLasting">Whether they live as long as a pool: <see cref="LastingArrays"/>.</param>
/// <remarks>Six bytes an entry: a 32-bit column and a 16-bit weight. Weights are final (tf · idf · length), because idf is frozen for each feature version.</remarks>
public sealed class SparseRows(bool isLasting = false)
{
    private int[] _ends = new int[16];
    private int[] _columns = [];
    private Half[] _weights = [];

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many entries all rows have together.</summary>
    public int Entries => Count == 0 ? 0 : _ends[Count - 1];

    /// <summary>The columns of one row, ascending.</summary>
    public ReadOnlySpan<int> Columns(int row) => _columns.AsSpan(Start(row), _ends[row] - Start(row));

    /// <summary>The weights of one row, in the order of its columns.</summary>
    public ReadOnlySpan<Half> Weights(int row) => _weights.AsSpan(Start(row), _ends[row] - Start(row));

    /// <summary>The largest number of entries of any row.</summary>
    public int LongestRow()
    {
        var longest = 0;
        for (var row = 0; row < Count; row++)
            longest = Math.Max(longest, _ends[row] - Start(row));
        return longest;
    }

    /// <summary>Adds a row at the end.</summary>
    /// <exception cref="ArgumentException">The two spans differ in length.</exception>
    public void Append(ReadOnlySpan<int> columns, ReadOnlySpan<Half> weights)
    {
        if (columns.Length != weights.Length)
            throw new ArgumentException($"{columns.Length} columns but {weights.Length} weights.", nameof(weights));
        var start = Entries;
        Grow(start + columns.Length);
        columns.CopyTo(_columns.AsSpan(start));
        weights.CopyTo(_weights.AsSpan(start));
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Count * 2);
        _ends[Count++] = start + columns.Length;
    }

    /// <summary>Writes the committed rows.</summary>
    internal void Write(Stream stream)
    {
        RawArrays.Write(stream, _ends.AsSpan(0, Count));
        RawArrays.Write(stream, _columns.AsSpan(0, Entries));
        RawArrays.Write(stream, _weights.AsSpan(0, Entries));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The arrays do not fit each other or <paramref name="width"/>.</exception>
    internal static SparseRows Read(Stream stream, int width)
    {
        var ends = RawArrays.Read<int>(stream);
        var rows = new SparseRows(isLasting: true)
        {
            Count = ends.Length,
            _ends = ends.Length == 0 ? new int[16] : ends,
            _columns = RawArrays.Read<int>(stream),
            _weights = RawArrays.Read<Half>(stream),
        };
        rows.Check(width);
        return rows;
    }

    private void Check(int width)
    {
        var last = 0;
        for (var row = 0; row < Count; row++)
        {
            if (_ends[row] < last)
                throw new InvalidDataException($"Row {row} ends before it starts.");
            last = _ends[row];
        }

        if (_columns.Length != last || _weights.Length != last)
            throw new InvalidDataException($"Rows end at {last}, but there are {_columns.Length} columns and {_weights.Length} weights.");
        foreach (var column in _columns)
            if ((uint)column >= (uint)width)
                throw new InvalidDataException($"Column {column} lies outside 0 to {width - 1}.");
    }

    private int Start(int row) => row == 0 ? 0 : _ends[row - 1];

    /// <summary>Makes room for further entries at once, so that many copy nothing twice and few at a time do not copy everything each time.</summary>
    internal void Reserve(int further)
    {
        if (Entries + further > _columns.Length)
            Resize(Math.Max(Entries + further, _columns.Length + (_columns.Length / 8)));
    }

    private void Grow(int entries)
    {
        if (entries > _columns.Length)
            Resize(Math.Max(entries, Math.Max(256, _columns.Length + (_columns.Length / 2))));
    }

    private void Resize(int capacity)
    {
        if (isLasting)
        {
            LastingArrays.Grow(ref _columns, Entries, capacity);
            LastingArrays.Grow(ref _weights, Entries, capacity);
            return;
        }

        Array.Resize(ref _columns, capacity);
        Array.Resize(ref _weights, capacity);
    }
}
