namespace AnnotationStudio.Engine.Shapes;

/// <summary>The features of all items of a project, by row, with the item each row belongs to.</summary>
/// <remarks>
/// Rows are kept in chunks, so that growing copies little. About 0.75 KB an item of 200 characters without the characters block, 3.7 KB with it.
/// One writer at a time; no reading while rows are appended or removed.
/// </remarks>
public sealed class Pool(FeatureLayout layout)
{
    /// <summary>Rows in every chunk but the last.</summary>
    public const int ChunkRows = 1 << 14;

    private readonly List<FeatureRows> _chunks = [];
    private readonly List<long> _items = [];
    private readonly HashSet<int> _removed = [];
    private readonly Dictionary<long, int> _rows = [];

    /// <summary>What a row looks like and which featurizer made it.</summary>
    public FeatureLayout Layout { get; } = layout;

    /// <summary>Held by whoever looks for what rules match: two who read the pool may want to know at once.</summary>
    internal Lock Looking { get; } = new();

    /// <summary>How many rows there are, removed ones included.</summary>
    public int Count => _items.Count;

    /// <summary>How many rows are masked out.</summary>
    public int RemovedCount => _removed.Count;

    /// <summary>The rows in chunks of <see cref="ChunkRows"/>: row r is row r mod ChunkRows of chunk r / ChunkRows.</summary>
    public IReadOnlyList<FeatureRows> Chunks => _chunks;

    /// <summary>The item of a row.</summary>
    public long Item(int row) => _items[row];

    /// <summary>The row of an item; -1 when the pool does not hold it or it was removed.</summary>
    public int RowOf(long item) => _rows.GetValueOrDefault(item, -1);

    /// <summary>Whether the row was masked out.</summary>
    public bool IsRemoved(int row) => _removed.Contains(row);

    /// <summary>Adds new items at the end.</summary>
    /// <param name="items">Ids, none of them held already.</param>
    /// <param name="features">One row for each id, of this pool's feature version.</param>
    /// <param name="coming">How many more will follow soon, as nearly as is known: chunks are made as large at once as those will fill them.</param>
    /// <exception cref="ArgumentException">Another number of rows, another feature version, or an item that the pool holds.</exception>
    public void Append(IReadOnlyList<long> items, FeatureRows features, int coming = 0)
    {
        if (features.Count != items.Count)
            throw new ArgumentException($"{features.Count} rows for {items.Count} items.", nameof(features));
        if (features.Layout != Layout)
            throw new ArgumentException($"Features of version {features.Layout.Version} where the pool keeps {Layout.Version}.", nameof(features));
        for (var i = 0; i < items.Count; i++)
        {
            if (!_rows.TryAdd(items[i], Count))
                throw new ArgumentException($"Item {items[i]} is in the pool already.", nameof(items));
            if (Count % ChunkRows == 0)
                _chunks.Add(new FeatureRows(Layout, isLasting: true));
            if (i == 0 || Count % ChunkRows == 0)
                Reserve(features, Math.Min(items.Count - i + coming, ChunkRows - (Count % ChunkRows)));
            _chunks[^1].Append(features, i);
            _items.Add(items[i]);
        }
    }

    // Room for what is coming: a share of all entries as large as the share of the rows.
    private void Reserve(FeatureRows features, int rows) => _chunks[^1].Reserve(
        rows, (int)((long)features.Words.Entries * rows / features.Count), (int)((long)features.Characters.Entries * rows / features.Count));

    /// <summary>Masks an item out: it is never chosen, scored or trained on again.</summary>
    /// <returns>False when the pool does not hold the item.</returns>
    public bool Remove(long item)
    {
        if (!_rows.Remove(item, out var row))
            return false;
        _removed.Add(row);
        return true;
    }

    /// <summary>A pool of what is not masked out, chunk by chunk: of removed rows nothing is left.</summary>
    /// <remarks>O(entries). Rules' matches are not copied; whoever needs them looks again.</remarks>
    public Pool Compact()
    {
        var pool = new Pool(Layout);
        for (var first = 0; first < Count; first += ChunkRows)
        {
            int[] kept = [.. Enumerable.Range(first, Math.Min(ChunkRows, Count - first)).Where(row => !IsRemoved(row))];
            if (kept.Length > 0)
                pool.Append([.. kept.Select(Item)], Gather(kept));
        }

        return pool;
    }

    /// <summary>Copies of some rows, in the order given.</summary>
    public FeatureRows Gather(IReadOnlyList<int> rows)
    {
        var gathered = new FeatureRows(Layout);
        gathered.Reserve(
            rows.Count,
            rows.Sum(row => _chunks[row / ChunkRows].Words.Columns(row % ChunkRows).Length),
            rows.Sum(row => _chunks[row / ChunkRows].Characters.Columns(row % ChunkRows).Length));
        foreach (var row in rows)
            gathered.Append(_chunks[row / ChunkRows], row % ChunkRows);
        return gathered;
    }

    /// <summary>Writes a row's two embeddings, one behind the other.</summary>
    public void Embedding(int row, Span<float> into) => _chunks[row / ChunkRows].Embedding(row % ChunkRows, into);

    /// <summary>How far two rows use the same words and pairs of words in the same proportions: 1 alike, 0 nothing in common.</summary>
    public float WordCosine(int a, int b)
    {
        var (first, second) = (_chunks[a / ChunkRows].Words, _chunks[b / ChunkRows].Words);
        var (rowA, rowB) = (a % ChunkRows, b % ChunkRows);
        var (columnsA, columnsB) = (first.Columns(rowA).ToArray(), second.Columns(rowB).ToArray());
        var (weightsA, weightsB) = (first.Weights(rowA).ToArray(), second.Weights(rowB).ToArray());
        var sum = 0f;
        for (int i = 0, j = 0; i < columnsA.Length && j < columnsB.Length;)
        {
            if (columnsA[i] == columnsB[j])
                sum += (float)weightsA[i++] * (float)weightsB[j++];
            else if (columnsA[i] < columnsB[j])
                i++;
            else
                j++;
        }

        return sum;
    }

    /// <summary>Writes the pool into a side file, whole or not at all (a temporary file beside it is flushed and renamed).</summary>
    public void Save(string path) => PoolFile.Save(path, this, _items, _removed);

    /// <summary>The pool that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The side file.</param>
    /// <param name="version">The feature version that the caller goes on with.</param>
    /// <exception cref="InvalidDataException">The file is missing, short, damaged, foreign or of another feature version: rebuild it.</exception>
    public static Pool Open(string path, string version)
    {
        var (layout, items, removed, chunks) = PoolFile.Open(path, version);
        var pool = new Pool(layout);
        pool._chunks.AddRange(chunks);
        pool._items.AddRange(items);
        pool._removed.UnionWith(removed);
        pool._rows.EnsureCapacity(items.Length);
        for (var row = 0; row < items.Length; row++)
            if (!pool._removed.Contains(row))
                pool._rows[items[row]] = row;
        return pool;
    }
}
