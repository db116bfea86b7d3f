namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>The encoders that people have put into one folder, each in a folder of its own. Loads each at most once; safe to share.</summary>
/// <param name="path">The folder; it need not exist.</param>
/// <param name="preferred">Name of the encoder that new models use; empty for the first in alphabetical order that can be used.</param>
/// <param name="options">How encoders are run.</param>
public sealed class EncoderLibrary(string path, string preferred, EncoderOptions options) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, EncoderFolder> _seen = [];
    private readonly Dictionary<(string Name, DateTime ChangedAt, long Bytes), Encoder> _open = [];

    /// <summary>Where encoders are put.</summary>
    public string Folder { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Name of the encoder that was asked for; empty where none was.</summary>
    public string Preferred { get; } = preferred;

    /// <summary>What is there now, by name. A folder that has not changed since the last look is not read again.</summary>
    public IReadOnlyList<EncoderFolder> Look()
    {
        var folders = new DirectoryInfo(Folder);
        if (!folders.Exists)
            return [];
        lock (_lock)
        {
            return [.. folders.EnumerateDirectories().Where(folder => !folder.Name.StartsWith('.')).OrderBy(folder => folder.Name, StringComparer.Ordinal).Select(Seen)];
        }
    }

    /// <summary>The encoder that new models use, or null and the plain reason why there is none.</summary>
    public (EncoderFolder? Folder, string Reason) Choose()
    {
        var found = Look();
        if (Preferred.Length > 0)
        {
            var named = found.FirstOrDefault(folder => folder.Name == Preferred);
            return named is null ? (null, $"The encoder {Preferred} that the settings name is not there. {WhatToPutWhere}")
                : named.Problem is null ? (named, "")
                : (null, $"The encoder {Preferred} cannot be used. {named.Problem}");
        }

        if (found.FirstOrDefault(folder => folder.Problem is null) is { } usable)
            return (usable, "");
        return found.Count == 0
            ? (null, $"The transformer tier needs a pretrained encoder, and there is none. {WhatToPutWhere}")
            : (null, $"No encoder can be used. {found[0].Name}: {found[0].Problem}");
    }

    /// <summary>Which files to put where, fit to be shown.</summary>
    public static string WhatToPutWhere =>
        "Put model.onnx and tokenizer.json (or vocab.txt) of a BERT-family encoder into a folder of its own below encoders in the data folder, such as encoders/my-encoder.";

    /// <summary>A loaded encoder.</summary>
    /// <exception cref="InvalidDataException">It cannot be used; the message says why and what to do.</exception>
    public Encoder Open(EncoderFolder folder)
    {
        lock (_lock)
        {
            var key = (folder.Name, folder.ChangedAt, folder.ModelBytes);
            if (_open.TryGetValue(key, out var known))
                return known;
            try
            {
                return _open[key] = Encoder.Open(folder, options);
            }
            catch (InvalidDataException exception)
            {
                // Seen only by loading it: from now on the folder says so, until it is changed.
                _seen[folder.Name] = folder with { Problem = folder.Problem ?? exception.Message };
                throw;
            }
        }
    }

    /// <summary>The loaded encoder of a folder, or null where it has not been loaded yet.</summary>
    public Encoder? Loaded(EncoderFolder folder)
    {
        lock (_lock)
        {
            return _open.GetValueOrDefault((folder.Name, folder.ChangedAt, folder.ModelBytes));
        }
    }

    /// <summary>The encoder of a stamp, whatever its folder is called now: the one of the name first.</summary>
    /// <exception cref="InvalidDataException">None of them has this stamp.</exception>
    public Encoder Find(string name, EncoderStamp stamp)
    {
        foreach (var folder in Look().Where(folder => folder.Problem is null).OrderByDescending(folder => folder.Name == name))
        {
            try
            {
                if (Open(folder) is var encoder && encoder.Stamp == stamp)
                    return encoder;
            }
            catch (InvalidDataException) when (folder.Name != name)
            {
                // Another encoder that does not load is not what is looked for.
            }
        }

        throw new InvalidDataException($"the encoder {name} that it was trained on is not there any more, or has been changed; put the same files back to use it");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var encoder in _open.Values)
                encoder.Dispose();
            _open.Clear();
        }
    }

    private EncoderFolder Seen(DirectoryInfo folder)
    {
        if (_seen.TryGetValue(folder.Name, out var known) && folder.LinkTarget is null && known.ChangedAt == EncoderFolderReader.ChangedAt(folder))
            return known;
        return _seen[folder.Name] = new EncoderFolderReader(folder).Read();
    }
}
