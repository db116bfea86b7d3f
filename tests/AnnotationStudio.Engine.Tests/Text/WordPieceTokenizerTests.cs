using System.Text;
using System.Text.Json;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Text;

public sealed class WordPieceTokenizerTests
{
    private static readonly string[] Pieces =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "un", "##aff", "##able", "##u", "run", "##ning", "cafe", "strasse", "i", "##s", "a", "b", "$", "+", "=", "<", "|", "~", "^",
        "`", "€", "£", "°", "½", "中", "文", "a\u0301", "!", ".", "it", "'", "s", "[", "]", "mask", "\u1112\u1161\u11ab", "ς", "σ", "##ς", "##σ", "The", "the", "x", "##x", "😀", "ß",
    ];

    private static readonly WordPieceTokenizer Uncased = Make(new WordPieceSettings());
    private static readonly WordPieceTokenizer Cased = Make(new WordPieceSettings { Lowercases = false });

    [Theory]
    [InlineData("unaffable Running", "un ##aff ##able run ##ning")]
    [InlineData("Café CAFE\u0301", "cafe cafe")]
    [InlineData("a\tb\na\rb\u00a0a\u2003b", "a b a b a b")]
    [InlineData("a\u200bb", "[UNK]")]
    [InlineData("i\u00ads \u0000i\u0007s", "i ##s i ##s")]
    [InlineData("$a+b=a<b|a~b^a`", "$ a + b = a < b | a ~ b ^ a `")]
    [InlineData("€ £ ° ½", "€ £ ° ½")]
    [InlineData("€a", "[UNK]")]
    [InlineData("a中文b", "a 中 文 b")]
    [InlineData("It's it!", "it ' s it !")]
    [InlineData("한", "\u1112\u1161\u11ab")]
    [InlineData("😀 a😀", "😀 [UNK]")]
    [InlineData("[CLS] [mask] [MASK]", "[CLS] [ mask ] [MASK]")]
    [InlineData("İs", "i ##s")]
    [InlineData("ΣΣ Σ", "σ ##ς σ")]
    [InlineData("Σ\u0007Σ\u0301", "σ ##ς")]
    [InlineData("ẞ", "ß")]
    [InlineData("zzz a", "[UNK] a")]
    [InlineData("", "")]
    [InlineData(" \ufffd\ufeff ", "")]
    public void Encode_Uncased_GivesTheReferencesPieces(string text, string expected) =>
        Assert.Equal($"[CLS] {expected} [SEP]".Replace("  ", " ", StringComparison.Ordinal), Spell(Uncased, text));

    [Theory]
    [InlineData("The the", "The the")]
    [InlineData("a\u0301", "a\u0301")]
    [InlineData("中The", "中 The")]
    [InlineData("Cafe", "[UNK]")]
    public void Encode_Cased_KeepsCaseAndAccents(string text, string expected) => Assert.Equal($"[CLS] {expected} [SEP]", Spell(Cased, text));

    [Fact]
    public void Encode_HalfASurrogatePair_IsDropped() => Assert.Equal("[CLS] a b [SEP]", Spell(Uncased, '\ud800' + "a b" + '\ud83d'));

    [Fact]
    public void Encode_WordOf100Characters_IsSpelled_OneMoreIsUnknown()
    {
        Assert.Equal(100, Uncased.Pieces(new string('x', 100)).Count(piece => piece.Word == 0));
        Assert.Equal("[CLS] [UNK] a [SEP]", Spell(Uncased, new string('x', 101) + " a"));
    }

    [Fact]
    public void Encode_LongText_IsCutOffInsideTheFrame()
    {
        Assert.Equal("[CLS] un ##aff [SEP]", Spell(Uncased, "unaffable a b", 4));
        Assert.Equal("[CLS] a un [SEP]", Spell(Uncased, "a unaffable", 4));
        Assert.Equal("[CLS] [SEP]", Spell(Uncased, "a b", 2));
    }

    [Fact]
    public void Encode_AnyText_SaysWhereEachPieceCameFrom()
    {
        const string Text = "É 中😀, unaffable [SEP] İ";

        var pieces = Uncased.Pieces(Text);

        Assert.Equal(["É", "中", "😀", ",", "un", "aff", "able", "[SEP]", "İ"], pieces[1..^1].Select(piece => Text[piece.Start..piece.End]));
        Assert.Equal([0, 1, 2, 3, 4, 4, 4, 5, 6], pieces[1..^1].Select(piece => piece.Word));
        Assert.Equal([-1, -1], new[] { pieces[0].Word, pieces[^1].Word });
    }

    [Fact]
    public void Encode_TheReferencesCases_SamePieces()
    {
        foreach (var file in new[] { FromVocabulary(), FromJson() })
        {
            var wrong = new List<string>();
            var cases = 0;
            foreach (var line in File.ReadLines(Path.Combine(Datasets.Reference, "wordpiece.jsonl")))
            {
                using var row = JsonDocument.Parse(line);
                var text = row.RootElement.GetProperty("text").GetString()!;
                int[] expected = [.. row.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
                cases++;
                if (!file.Tokenizer.Pieces(text).Select(piece => piece.Id).SequenceEqual(expected))
                    wrong.Add(text);
            }

            Assert.True(cases > 200, $"{cases} cases");
            Assert.Equal([], wrong);
        }
    }

    [Theory]
    [InlineData("[UNK]")]
    [InlineData("[CLS]")]
    [InlineData("[SEP]")]
    public void FromVocabulary_WithoutASpecialPiece_IsRefusedAndSaysWhatToDo(string missing)
    {
        var vocabulary = string.Join('\n', Pieces.Where(piece => piece != missing));

        var refusal = Assert.Throws<InvalidDataException>(() => WordPieceFile.FromVocabulary(Stream(vocabulary)));

        Assert.Contains(missing, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Use the vocab.txt", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromVocabulary_CapitalsInside_IsCased()
    {
        Assert.False(WordPieceFile.FromVocabulary(Stream(string.Join('\n', Pieces))).Tokenizer.Settings.Lowercases);
        Assert.True(WordPieceFile.FromVocabulary(Stream(string.Join("\r\n", Pieces.Where(piece => piece != "The")))).Tokenizer.Settings.Lowercases);
    }

    [Fact]
    public void FromVocabulary_EmptyOrNotText_IsRefused()
    {
        Assert.Contains("empty", Assert.Throws<InvalidDataException>(() => WordPieceFile.FromVocabulary(Stream(""))).Message, StringComparison.Ordinal);
        Assert.Contains("UTF-8", Assert.Throws<InvalidDataException>(() => WordPieceFile.FromVocabulary(new MemoryStream([0x41, 0xFF, 0xFE]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromTokenizerJson_OtherFrameAndAddedPieces_AreUnderstood()
    {
        var file = WordPieceFile.FromTokenizerJson(Stream(Json(
            """{"type":"RobertaProcessing","sep":["</s>",2],"cls":["<s>",0]}""",
            added: """{"id":0,"content":"<s>","normalized":false},{"id":2,"content":"</s>","normalized":false},{"id":9,"content":"HTTPURL","normalized":true}""",
            vocabulary: """{"<s>":0,"[UNK]":1,"</s>":2,"a":3,"httpurl":4}""",
            truncation: """{"max_length":128}""")));

        Assert.Equal(128, file.MostTokens);
        Assert.Equal([0, 3, 0, 9, 1, 2], file.Tokenizer.Pieces("A<s> HTTPURLs").Select(piece => piece.Id));
    }

    [Theory]
    [InlineData("model", """{"type":"BPE"}""", "BPE")]
    [InlineData("model", "null", "missing")]
    [InlineData("normalizer", """{"type":"Sequence"}""", "Sequence")]
    [InlineData("normalizer", "null", "no normalizer")]
    [InlineData("pre_tokenizer", """{"type":"Metaspace"}""", "Metaspace")]
    [InlineData("post_processor", """{"type":"ByteLevel"}""", "ByteLevel")]
    [InlineData("post_processor", """{"type":"TemplateProcessing","single":[{"Sequence":{"id":"A"}}]}""", "frame")]
    [InlineData("added_tokens", """[{"id":7,"content":"x","single_word":true}]""", "single word")]
    public void FromTokenizerJson_AnotherKind_IsRefusedWithItsReason(string part, string json, string reason)
    {
        var whole = JsonDocument.Parse(Json("null")).RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetRawText());
        whole[part] = json;

        var refusal = Assert.Throws<InvalidDataException>(() =>
            WordPieceFile.FromTokenizerJson(Stream($"{{{string.Join(',', whole.Select(field => $"\"{field.Key}\":{field.Value}"))}}}")));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("vocab.txt", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1,2]")]
    [InlineData("""{"model":{"type":"WordPiece","vocab":[1]},"pre_tokenizer":{"type":"BertPreTokenizer"}}""")]
    public void FromTokenizerJson_NotOne_IsRefused(string json) => Assert.Throws<InvalidDataException>(() => WordPieceFile.FromTokenizerJson(Stream(json)));

    private static WordPieceTokenizer Make(WordPieceSettings settings) =>
        WordPieceFile.FromVocabulary(Stream(string.Join('\n', Pieces)), settings).Tokenizer;

    private static string Spell(WordPieceTokenizer tokenizer, string text, int most = 512) =>
        string.Join(' ', tokenizer.Pieces(text, most).Select(piece => Pieces[piece.Id]));

    private static WordPieceFile FromVocabulary()
    {
        using var file = File.OpenRead(Path.Combine(Datasets.Reference, "wordpiece-vocab.txt"));
        return WordPieceFile.FromVocabulary(file);
    }

    private static WordPieceFile FromJson()
    {
        using var file = File.OpenRead(Path.Combine(Datasets.Reference, "wordpiece-tokenizer.json"));
        return WordPieceFile.FromTokenizerJson(file);
    }

    private static string Json(string processor, string added = "", string vocabulary = """{"[UNK]":0,"[CLS]":1,"[SEP]":2}""", string truncation = "null") => $$$"""
        {"truncation":{{{truncation}}},"added_tokens":[{{{added}}}],"normalizer":{"type":"BertNormalizer","lowercase":true},"pre_tokenizer":{"type":"BertPreTokenizer"},
        "post_processor":{{{processor}}},"model":{"type":"WordPiece","unk_token":"[UNK]","vocab":{{{vocabulary}}}}}
        """;

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
