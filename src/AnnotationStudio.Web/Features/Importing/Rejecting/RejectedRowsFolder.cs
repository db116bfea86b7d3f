using System.Globalization;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Where the lists of rejected rows are, one for each import, until it is undone or the list is a month old.</summary>
public sealed class RejectedRowsFolder(DataFolder folder, TimeProvider time)
{
    /// <summary>How long a list is kept; by then a file is mended or given up.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>A new list in place of whatever is there under that number.</summary>
    internal RejectedRowsFile Begin(int importId)
    {
        Delete(importId);
        return new RejectedRowsFile(PathOf(importId));
    }

    /// <summary>The import's list; null when no row was rejected, or when it is gone.</summary>
    internal string? Find(int importId) => File.Exists(PathOf(importId)) ? PathOf(importId) : null;

    /// <summary>The imports that have a list, and whether it has had its time.</summary>
    internal IReadOnlyList<(int ImportId, bool IsOver)> All() =>
    [
        .. new DirectoryInfo(folder.Rejected).EnumerateFiles("*.csv")
            .Select(file => (int.Parse(Path.GetFileNameWithoutExtension(file.Name), CultureInfo.InvariantCulture), time.GetUtcNow() - file.LastWriteTimeUtc > Kept)),
    ];

    internal void Delete(int importId) => File.Delete(PathOf(importId));

    private string PathOf(int importId) => Path.Combine(folder.Rejected, $"{importId}.csv");
}
