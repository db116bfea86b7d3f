using System.Text.Json;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>Looks at a folder for an encoder: what is there, what is missing, and what its files say of it.</summary>
internal sealed class EncoderFolderReader(DirectoryInfo folder)
{
    private static readonly string[] Files =
        [EncoderFolder.ModelFile, EncoderFolder.TokenizerFile, EncoderFolder.VocabularyFile, "config.json", "tokenizer_config.json"];

    private EncoderConfig _config = EncoderConfig.None;
    private WordPieceFile? _tokenizer;
    private string? _licence;

    /// <summary>The folder with the first problem found, if any.</summary>
    public EncoderFolder Read()
    {
        var problem = Problem();
        var model = new FileInfo(Inside(EncoderFolder.ModelFile));
        var limits = new[] { _config.MostTokens, _tokenizer?.MostTokens }.Where(limit => limit is >= 2).ToArray();
        return new EncoderFolder
        {
            Name = folder.Name,
            Path = folder.FullName,
            Problem = problem,
            ModelBytes = model.Exists && model.LinkTarget is null ? model.Length : 0,
            ChangedAt = ChangedAt(folder),
            Dimension = _config.Dimension,
            Layers = _config.Layers,
            MostTokens = limits.Length == 0 ? null : limits.Min(),
            Licence = _licence,
            Lowercases = _tokenizer?.Tokenizer.Settings.Lowercases,
        };
    }

    /// <summary>When the newest file of a folder was written.</summary>
    public static DateTime ChangedAt(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().Select(file => file.LastWriteTimeUtc).Append(folder.LastWriteTimeUtc).Max();

    /// <summary>The tokenizer of a folder.</summary>
    /// <exception cref="InvalidDataException">Missing or not supported.</exception>
    public static WordPieceFile Tokenizer(string folder)
    {
        var json = Path.Combine(folder, EncoderFolder.TokenizerFile);
        if (File.Exists(json))
        {
            using var file = File.OpenRead(json);
            return WordPieceFile.FromTokenizerJson(file);
        }

        using var vocabulary = File.OpenRead(Path.Combine(folder, EncoderFolder.VocabularyFile));
        return WordPieceFile.FromVocabulary(vocabulary, EncoderConfig.TokenizerSettings(Path.Combine(folder, "tokenizer_config.json")));
    }

    private string? Problem()
    {
        if (folder.LinkTarget is not null)
            return "This folder is a link to another place. Put the folder itself here.";
        if (Files.FirstOrDefault(file => new FileInfo(Inside(file)).LinkTarget is not null) is { } link)
            return $"{link} is a link to another place. Put the file itself here.";
        if (!File.Exists(Inside(EncoderFolder.ModelFile)))
            return "There is no model.onnx. Put the encoder's ONNX export here under this name.";
        if (!File.Exists(Inside(EncoderFolder.TokenizerFile)) && !File.Exists(Inside(EncoderFolder.VocabularyFile)))
            return "There is neither a tokenizer.json nor a vocab.txt. Put one of the two here, as published with the model.";
        try
        {
            _config = EncoderConfig.Read(Inside("config.json"));
            _tokenizer = Tokenizer(folder.FullName);
            _licence = _config.Licence ?? EncoderLicence.Of(folder);
            OnnxFile.Check(Inside(EncoderFolder.ModelFile));
            return null;
        }
        catch (InvalidDataException exception)
        {
            return exception.Message;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return $"A file here cannot be read: {exception.Message}";
        }
    }

    private string Inside(string file) => Path.Combine(folder.FullName, file);
}
