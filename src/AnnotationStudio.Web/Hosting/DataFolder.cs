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
        CreatePrivate(Rejected);
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

    /// <summary>Lists of the rows that imports did not take.</summary>
    public string Rejected => In("rejected");

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
        catch (IOException exception) when (IsTaken(exception))
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(Root, exception);
        }
    }

    public void Dispose() => _lock?.Dispose();

    private string In(string name) => System.IO.Path.Combine(Root, name);

    private static void CreatePrivate(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(folder, exception);
        }
    }

    // A sharing violation, as Linux, macOS and Windows number it.
    private static bool IsTaken(IOException exception) => (exception.HResult & 0xFFFF) is 11 or 35 or 32;

    private static StudioStartException NotWritable(string folder, Exception exception) => new(
        $"The data folder {folder} cannot be used: {exception.Message.TrimEnd('.')}. Give this account the right to write there, or choose another folder by Studio__DataFolder.", exception);
}
