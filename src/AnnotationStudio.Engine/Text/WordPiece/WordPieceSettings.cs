namespace AnnotationStudio.Engine.Text;

/// <summary>How texts are made ready for a WordPiece vocabulary. The defaults are those of the uncased BERT models.</summary>
public sealed record WordPieceSettings
{
    /// <summary>Whether control characters are dropped and every white space counts as one kind.</summary>
    public bool CleansText { get; init; } = true;

    /// <summary>Whether each Chinese character is a word.</summary>
    public bool SplitsChinese { get; init; } = true;

    /// <summary>Whether letters are lower-cased.</summary>
    public bool Lowercases { get; init; } = true;

    /// <summary>Whether accents are taken off; null means: where letters are lower-cased.</summary>
    public bool? StripsAccents { get; init; }

    /// <summary>The piece that stands for a word the vocabulary cannot spell.</summary>
    public string Unknown { get; init; } = "[UNK]";

    /// <summary>The piece before every text.</summary>
    public string First { get; init; } = "[CLS]";

    /// <summary>The piece after every text.</summary>
    public string Last { get; init; } = "[SEP]";

    /// <summary>What pieces inside a word begin with in the vocabulary.</summary>
    public string Continuation { get; init; } = "##";

    /// <summary>Words of more characters than this are unknown, whatever the vocabulary holds.</summary>
    public int MostCharactersOfWord { get; init; } = 100;
}
