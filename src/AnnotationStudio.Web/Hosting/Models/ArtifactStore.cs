using System.Security.Cryptography;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Artifacts as files named by their SHA-256: never half written, never changed.</summary>
public sealed class ArtifactStore(DataFolder folder)
{
    /// <summary>Writes, flushes to disk, and only then gives the file its name.</summary>
    /// <returns>The hash and the length in bytes.</returns>
    public (string Hash, long Bytes) Save(Action<Stream> write)
    {
        var temporary = Path.Combine(folder.Models, Path.GetRandomFileName() + ".tmp");
        try
        {
            string hash;
            long bytes;
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                write(file);
                file.Flush(flushToDisk: true);
                bytes = file.Length;
                file.Position = 0;
                hash = Convert.ToHexStringLower(SHA256.HashData(file));
            }

            File.Move(temporary, PathOf(hash), overwrite: true);
            return (hash, bytes);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Opens an artifact once its content is what its name says.</summary>
    /// <exception cref="InvalidDataException">The file is missing or damaged.</exception>
    public Stream Open(string hash)
    {
        var path = PathOf(hash);
        if (!File.Exists(path))
            throw new InvalidDataException("its file is missing from the data folder");
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        if (Convert.ToHexStringLower(SHA256.HashData(file)) != hash)
        {
            file.Dispose();
            throw new InvalidDataException("its file is damaged");
        }

        file.Position = 0;
        return file;
    }

    /// <summary>Hashes of all artifacts there are.</summary>
    public IReadOnlyList<string> All() => [.. Directory.EnumerateFiles(folder.Models, "*.bin").Select(file => Path.GetFileNameWithoutExtension(file))];

    /// <summary>Removes an artifact that no version names any more.</summary>
    public void Delete(string hash) => File.Delete(PathOf(hash));

    /// <summary>Removes what a crash left half written.</summary>
    public void Sweep()
    {
        foreach (var file in Directory.EnumerateFiles(folder.Models, "*.tmp"))
            File.Delete(file);
    }

    private string PathOf(string hash) => Path.Combine(folder.Models, hash + ".bin");
}
