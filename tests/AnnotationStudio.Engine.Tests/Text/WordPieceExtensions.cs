using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Text;

internal static class WordPieceExtensions
{
    public static List<WordPiece> Pieces(this WordPieceTokenizer tokenizer, string text, int most = 512)
    {
        var pieces = new List<WordPiece>();
        tokenizer.Encode(text, most, pieces);
        return pieces;
    }
}
