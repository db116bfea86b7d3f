using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Text;

public sealed class NGramsTests
{
    [Fact]
    public void Words_ThreeTokens_WhatEndsAtEach()
    {
        var (a, b, c) = (Hash("a"), Hash("b"), Hash("c"));
        var buckets = new List<int>();

        NGrams.Words(Tokens("a b c"), buckets);

        Assert.Equal(
            [
                NGrams.Unigram(a), NGrams.Bigram(0, a),
                NGrams.Unigram(b), NGrams.Bigram(a, b), NGrams.SkipBigram(NGrams.StartMark, b), NGrams.Trigram(NGrams.StartMark, a, b),
                NGrams.Unigram(c), NGrams.Bigram(b, c), NGrams.SkipBigram(a, c), NGrams.Trigram(a, b, c),
            ],
            buckets[1..]);
        Assert.Equal(11, buckets.Distinct().Count());
        Assert.NotEqual(NGrams.Bigram(a, b), NGrams.Bigram(b, a));
    }

    [Fact]
    public void TokensAt_EveryPlace_TheTokensOfThatNGram()
    {
        var places = Enumerable.Range(1, 10).Select(at => NGrams.TokensAt(at)).Select(gram => string.Join(' ', gram.Back.Select(step => gram.Last - step)));

        Assert.Equal(["0", "0 -1", "1", "1 0", "1 -1", "1 0 -1", "2", "2 1", "2 0", "2 1 0"], places);
    }

    [Theory]
    [InlineData("a", 1)] // " a "
    [InlineData("ab", 3)] // " ab" "ab " " ab "
    [InlineData("abc", 6)] // three of 3, two of 4, one of 5
    [InlineData("abcd", 9)]
    [InlineData("ab cd", 6)]
    [InlineData("  ", 0)]
    public void Characters_Words_AllStretchesInsidePaddedWords(string text, int expected)
    {
        var buckets = new List<int>();

        NGrams.Characters(text, buckets);

        Assert.Equal(expected, buckets.Count);
        Assert.All(buckets, bucket => Assert.InRange(bucket, 0, NGrams.Buckets - 1));
    }

    [Fact]
    public void Characters_CaseAndSpaceDiffer_SameBuckets()
    {
        var (one, other) = (new List<int>(), new List<int>());

        NGrams.Characters("Big  Tree", one);
        NGrams.Characters("big tree\n", other);

        Assert.Equal(one, other);
    }

    [Fact]
    public void Characters_EndlessWord_IsCutAndCapped()
    {
        var buckets = new List<int>();

        NGrams.Characters(new string('x', 1_000_000), buckets);

        Assert.InRange(buckets.Count, 1, 3 * 4_200);
    }

    private static ulong Hash(string token) => Tokens(token)[0].Hash;

    private static List<Token> Tokens(string text)
    {
        var tokens = new List<Token>();
        Tokenizer.Tokenize(text, tokens);
        return tokens;
    }
}
