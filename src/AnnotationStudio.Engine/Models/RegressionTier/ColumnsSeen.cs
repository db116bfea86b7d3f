using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>The columns that some labelled rows use, numbered without gaps: embeddings first, then words, then characters.</summary>
internal sealed class ColumnsSeen
{
    public ColumnsSeen(FeatureRows rows)
    {
        Words = new int[rows.Layout.WordColumns];
        Characters = new int[rows.Layout.CharacterColumns];
        FirstWord = rows.EmbeddingWidth;
        FirstCharacter = Number(rows.Words, Words, FirstWord);
        Width = Number(rows.Characters, Characters, FirstCharacter);
    }

    /// <summary>For each word column its number; 0 when no row uses it.</summary>
    public int[] Words { get; }

    /// <summary>For each character column its number; 0 when no row uses it.</summary>
    public int[] Characters { get; }

    /// <summary>The number of the first word column: the embeddings come before it.</summary>
    public int FirstWord { get; }

    /// <summary>The number of the first character column.</summary>
    public int FirstCharacter { get; }

    /// <summary>How many columns are used.</summary>
    public int Width { get; }

    private static int Number(SparseRows block, int[] numbers, int first)
    {
        for (var row = 0; row < block.Count; row++)
            foreach (var column in block.Columns(row))
                numbers[column] = 1;
        for (var column = 0; column < numbers.Length; column++)
            if (numbers[column] != 0)
                numbers[column] = first++;
        return first;
    }
}
