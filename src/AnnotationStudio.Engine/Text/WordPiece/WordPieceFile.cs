using System.Text;
using System.Text.Json;

namespace AnnotationStudio.Engine.Text;

/// <summary>Reads the two files that WordPiece tokenizers are published as.</summary>
/// <param name="Tokenizer">What the file says.</param>
/// <param name="MostTokens">The length that the file cuts texts to, frame included; null where it names none.</param>
public sealed record WordPieceFile(WordPieceTokenizer Tokenizer, int? MostTokens)
{
    private static readonly string[] Specials = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"];

    /// <summary>A tokenizer from a list of pieces, one a line, numbered from 0.</summary>
    /// <param name="file">A <c>vocab.txt</c>, in UTF-8.</param>
    /// <param name="settings">Null to guess: lower-cased unless the vocabulary holds capital letters.</param>
    /// <exception cref="InvalidDataException">No such list, or it lacks a piece it must have.</exception>
    public static WordPieceFile FromVocabulary(Stream file, WordPieceSettings? settings = null)
    {
        var ids = new Dictionary<string, int>();
        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), true, 1 << 16, leaveOpen: true);
            for (var id = 0; reader.ReadLine() is { } piece; id++)
                ids[piece] = id;
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException("The vocabulary is not a text in UTF-8. Use the vocab.txt that was published with the model.", exception);
        }

        if (ids.Count == 0)
            throw new InvalidDataException("The vocabulary is empty. Use the vocab.txt that was published with the model.");
        settings ??= new WordPieceSettings { Lowercases = !ids.Keys.Any(HasCapitals) };
        return new WordPieceFile(
            new WordPieceTokenizer(ids, settings, [.. Specials.Where(ids.ContainsKey).Select(piece => new LiteralToken(piece, ids[piece], false))]), null);
    }

    /// <summary>A tokenizer from a <c>tokenizer.json</c> that holds a WordPiece model with BERT's normalizer and pre-tokenizer.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidDataException">Not JSON, or a kind of tokenizer that is not supported; the message says which part.</exception>
    public static WordPieceFile FromTokenizerJson(Stream file)
    {
        try
        {
            using var json = JsonDocument.Parse(file);
            return new TokenizerJson(json.RootElement).Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"The tokenizer.json cannot be read: {exception.Message}", exception);
        }
    }

    private static bool HasCapitals(string piece) => !piece.StartsWith('[') && piece.Any(char.IsAsciiLetterUpper);
}
