using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Text;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n", "")]
    [InlineData("Don't panic!", "don|'|t|panic|!")]
    [InlineData("snake_case 3.14", "snake_case|3|.|14")]
    [InlineData("naïve Über-Straße", "naïve|über|-|straße")]
    [InlineData("a😀b", "a|😀|b")]
    [InlineData("天气 good", "天|气|good")]
    [InlineData("a\0b", "a|b")]
    public void Tokenize_Text_CutsIntoWordsAndSymbols(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', Tokens(text).Select(token => text[token.Start..token.End].ToLowerInvariant())));
    }

    [Fact]
    public void Tokenize_SameWordInOtherCase_HasTheSameHash()
    {
        var tokens = Tokens("Word word WORD words");

        Assert.Equal(tokens[0].Hash, tokens[1].Hash);
        Assert.Equal(tokens[0].Hash, tokens[2].Hash);
        Assert.NotEqual(tokens[0].Hash, tokens[3].Hash);
    }

    [Fact]
    public void Tokenize_Word_HashIsOfThisVersion()
    {
        // Saved feature spaces hold these hashes: a change here orphans every model.
        Assert.Equal(2173830756779019281UL, Tokens("pothole")[0].Hash);
    }

    private static List<Token> Tokens(string text)
    {
        var tokens = new List<Token>();
        Tokenizer.Tokenize(text, tokens);
        return tokens;
    }
}
