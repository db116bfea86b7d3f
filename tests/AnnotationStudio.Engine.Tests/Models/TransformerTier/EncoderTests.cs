using AnnotationStudio.Engine.Models.TransformerTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Models.TransformerTier;

public sealed class EncoderTests : IDisposable
{
    private static readonly string[] Texts =
        ["", "a pothole in the street", "zzz! 中", string.Join(' ', SmallPool.Make(5).Texts), "please help, my tap is brown", "x"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Embed_RealGraph_EqualsThePlainForwardPass(bool hasTypes)
    {
        using var library = Library("real", hasTypes);
        var encoder = Open(library);

        var embeddings = Embed(encoder, Texts);

        Assert.Equal(SmallEncoder.Width, encoder.Dimension);
        var largest = 0.0;
        var plain = new SmallEncoder(1);
        for (var text = 0; text < Texts.Length; text++)
        {
            int[] ids = [.. encoder.Vectors(Texts[text], default).Pieces.Select(piece => piece.Id)];
            Assert.InRange(ids.Length, 2, SmallEncoder.Positions);
            var expected = PlainBert.Run(plain, ids).Embedding;
            for (var d = 0; d < expected.Length; d++)
                largest = Math.Max(largest, Math.Abs(expected[d] - (double)embeddings[text][d]) - Rounding(expected[d]));
        }

        Assert.True(largest < 1e-4, $"largest difference {largest}");
    }

    [Fact]
    public void Vectors_RealGraph_EqualThePlainForwardPass()
    {
        using var library = Library("real");
        var (pieces, vectors) = Open(library).Vectors(Texts[4], default);

        var expected = PlainBert.Run(new SmallEncoder(1), [.. pieces.Select(piece => piece.Id)]).Vectors.SelectMany(vector => vector).ToArray();

        Assert.Equal(expected.Length, vectors.Length);
        var largest = Enumerable.Range(0, expected.Length).Max(i => Math.Abs(expected[i] - vectors[i]));
        Assert.True(largest < 1e-4, $"largest difference {largest}");
    }

    [Fact]
    public void Embed_ManyTexts_NeitherBatchNorNeighboursMatter()
    {
        using var library = Library("real");
        var (texts, _) = SmallPool.Make(150);
        var encoder = Open(library);
        string[] mixed = [.. texts.Select((text, i) => text[..(1 + (i * 7 % text.Length))])];

        var together = Embed(encoder, mixed);

        foreach (var text in new[] { 0, 3, 77, 149 })
        {
            var alone = Embed(encoder, [mixed[text]]);
            for (var d = 0; d < encoder.Dimension; d++)
                Assert.Equal((float)alone[0][d], (float)together[text][d], 2e-3f);
        }
    }

    [Fact]
    public void Embed_LongText_IsReadUpToTheEncodersLimit()
    {
        using var library = Library("real");
        var encoder = Open(library);
        var words = string.Join(' ', Enumerable.Repeat("pothole street", 100));

        var embeddings = Embed(encoder, [words, words + " leak leak"]);

        Assert.Equal(SmallEncoder.Positions, encoder.MostTokens);
        Assert.Equal(embeddings[0].ToArray(), embeddings[1].ToArray());
    }

    [Fact]
    public void Embed_Cancelled_StopsAtOnce()
    {
        using var library = Library("real");
        var encoder = Open(library);
        using var source = new CancellationTokenSource();
        var (texts, _) = SmallPool.Make(20_000);
        var done = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => encoder.Embed(texts, new EmbeddingMatrix(texts.Length, encoder.Dimension), count =>
        {
            done = count;
            source.Cancel();
        }, source.Token));

        Assert.InRange(done, 1, 1000);
    }

    [Fact]
    public void Open_SameFilesInAnotherFolder_SameStamp_OtherWeightsOrVocabularyAnother()
    {
        using var library = Library("one");
        SmallEncoder.Write(_folder.Path, "same");
        SmallEncoder.Write(_folder.Path, "weights", seed: 2);
        File.AppendAllText(Path.Combine(SmallEncoder.Write(_folder.Path, "vocabulary"), "vocab.txt"), "more\n");

        var stamps = library.Look().ToDictionary(folder => folder.Name, folder => library.Open(folder).Stamp);

        Assert.Equal(stamps["one"], stamps["same"]);
        Assert.NotEqual(stamps["one"], stamps["weights"]);
        Assert.NotEqual(stamps["one"], stamps["vocabulary"]);
        Assert.Equal(stamps["one"].Model, stamps["vocabulary"].Model);
        Assert.Equal("same", library.Find("same", stamps["one"]).Name);
        Assert.Equal("one", library.Find("gone", stamps["one"]).Name);
        Assert.Throws<InvalidDataException>(() => library.Find("one", new EncoderStamp("0", "0")));
    }

    [Theory]
    [InlineData("position_ids", "has the input position_ids")]
    [InlineData("no mask", "no input attention_mask")]
    [InlineData("int32", "is of Int32")]
    [InlineData("pooled", "not last_hidden_state")]
    [InlineData("flat", "has 2 dimensions")]
    [InlineData("one text", "fails on 2 texts")]
    [InlineData("not finite", "not finite")]
    public void Open_WrongModel_IsRefusedAndSaysWhatToDo(string kind, string reason)
    {
        var folder = SmallEncoder.Write(_folder.Path, "wrong");
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), WrongModels.Make(kind));
        using var library = new EncoderLibrary(_folder.Path, "", new EncoderOptions());

        var refusal = Assert.Throws<InvalidDataException>(() => Embed(library.Open(library.Look()[0]), ["a"]));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Matches("Export the encoder again|Use another export", refusal.Message);
        if (kind != "not finite")
            Assert.Equal(refusal.Message, library.Look()[0].Problem);
    }

    private EncoderLibrary Library(string name, bool hasTypes = true)
    {
        SmallEncoder.Write(_folder.Path, name, hasTypes: hasTypes);
        return new EncoderLibrary(_folder.Path, "", new EncoderOptions());
    }

    private static Encoder Open(EncoderLibrary library) => library.Open(library.Choose().Folder!);

    private static EmbeddingMatrix Embed(Encoder encoder, string[] texts)
    {
        var embeddings = new EmbeddingMatrix(texts.Length, encoder.Dimension);
        encoder.Embed(texts, embeddings, null, default);
        return embeddings;
    }

    // Half precision has 11 binary digits.
    private static double Rounding(double value) => Math.Abs(value) / 2048;
}
