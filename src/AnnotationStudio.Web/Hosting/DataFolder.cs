using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Hosting;

/// <summary>The one folder that holds everything a studio knows. One process owns it at a time.</summary>
public sealed class DataFolder : IDisposable
{
    private FileStream? _lock;

    public DataFolder(IOptions<StudioOptions> options)
    {
        Root = System.IO.Path.GetFullPath(options.Value.DataFolder);
        CreatePrivate(Root);
        CreatePrivate(Keys);
        CreatePrivate(Models);
        CreatePrivate(Features);
        CreatePrivate(Encoders);
    }

    public string Root { get; }

    public string Database => In("studio.db");

    public string Socket => In("studio.sock");

    /// <summary>Keys that sign cookies.</summary>
    public string Keys => In("keys");

    /// <summary>Artifacts, named by their SHA-256.</summary>
    public string Models => In("models");

    /// <summary>Side files that can be rebuilt from the database at any time.</summary>
    public string Features => In("features");

    /// <summary>Pretrained encoders, each in a folder of its own; people put them there.</summary>
    public string Encoders => In("encoders");

    /// <summary>Takes the folder for this process; false when another has it.</summary>
    public bool TryOwn()
    {
        try
        {
            _lock ??= new FileStream(In("studio.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose() => _lock?.Dispose();

    private string In(string name) => System.IO.Path.Combine(Root, name);

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
