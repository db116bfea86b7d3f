using System.Text.Json;

namespace AnnotationStudio.Engine.Text;

/// <summary>The parts of a <c>tokenizer.json</c> that decide what pieces a text becomes. What is not understood is refused, never guessed.</summary>
internal sealed class TokenizerJson(JsonElement root)
{
    private const string Remedy = "Use an encoder of the BERT family, or its vocab.txt in place of this file.";

    /// <exception cref="InvalidDataException">Another kind of tokenizer.</exception>
    public WordPieceFile Read()
    {
        var model = Part("model");
        Demand("model", model, "WordPiece");
        if (Part("pre_tokenizer") is { } preTokenizer)
            Demand("pre_tokenizer", preTokenizer, "BertPreTokenizer");
        else
            throw Refusal("it has no pre_tokenizer, and a BertPreTokenizer is needed");

        var ids = model!.Value.GetProperty("vocab").EnumerateObject().ToDictionary(piece => piece.Name, piece => piece.Value.GetInt32());
        var literals = Literals(ids);
        if (ids.Count == 0)
            throw Refusal("its vocabulary is empty");
        var settings = Settings(model.Value);
        return new WordPieceFile(new WordPieceTokenizer(ids, settings, literals), MostTokens());
    }

    private WordPieceSettings Settings(JsonElement model)
    {
        var normalizer = Part("normalizer") ?? throw Refusal("it has no normalizer, and a BertNormalizer is needed");
        Demand("normalizer", normalizer, "BertNormalizer");
        var (first, last) = Frame();
        return new WordPieceSettings
        {
            CleansText = Flag(normalizer, "clean_text") ?? true,
            SplitsChinese = Flag(normalizer, "handle_chinese_chars") ?? true,
            Lowercases = Flag(normalizer, "lowercase") ?? true,
            StripsAccents = Flag(normalizer, "strip_accents"),
            Unknown = Word(model, "unk_token") ?? "[UNK]",
            First = first,
            Last = last,
            Continuation = Word(model, "continuing_subword_prefix") ?? "##",
            MostCharactersOfWord = model.TryGetProperty("max_input_chars_per_word", out var most) ? most.GetInt32() : 100,
        };
    }

    // Added tokens may be missing from the model's own vocabulary.
    private List<LiteralToken> Literals(Dictionary<string, int> ids)
    {
        var literals = new List<LiteralToken>();
        if (Part("added_tokens") is not { } added)
            return literals;
        foreach (var token in added.EnumerateArray())
        {
            var (text, id) = (token.GetProperty("content").GetString()!, token.GetProperty("id").GetInt32());
            if (Flag(token, "single_word") == true)
                throw Refusal($"its added token {text} is matched as a single word only");
            ids.TryAdd(text, id);
            literals.Add(new LiteralToken(text, id, Flag(token, "normalized") ?? true));
        }

        return literals;
    }

    // The pieces around a text, as the post-processor has them.
    private (string First, string Last) Frame()
    {
        if (Part("post_processor") is not { } processor)
            return ("[CLS]", "[SEP]");
        switch (Word(processor, "type"))
        {
            case "BertProcessing" or "RobertaProcessing":
                return (processor.GetProperty("cls")[0].GetString()!, processor.GetProperty("sep")[0].GetString()!);
            case "TemplateProcessing":
                var single = processor.GetProperty("single");
                if (single.GetArrayLength() == 3 && single[1].TryGetProperty("Sequence", out _) && Special(single[0]) is { } first && Special(single[2]) is { } last)
                    return (first, last);
                throw Refusal("its template does not frame a text by one piece before and one after it");
            case var other:
                throw Refusal($"its post_processor is {other}");
        }
    }

    private int? MostTokens() => Part("truncation") is { } truncation && truncation.TryGetProperty("max_length", out var most) ? most.GetInt32() : null;

    private static string? Special(JsonElement piece) => piece.TryGetProperty("SpecialToken", out var token) ? token.GetProperty("id").GetString() : null;

    private JsonElement? Part(string name) => root.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;

    private static bool? Flag(JsonElement part, string name) =>
        part.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private static string? Word(JsonElement part, string name) => part.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void Demand(string name, JsonElement? part, string type)
    {
        var found = part is { } there ? Word(there, "type") : "missing";
        if (found != type)
            throw Refusal($"its {name} is {found ?? "of no type"}, and {type} is needed");
    }

    private static InvalidDataException Refusal(string reason) => new($"This tokenizer.json is not supported: {reason}. {Remedy}");
}
