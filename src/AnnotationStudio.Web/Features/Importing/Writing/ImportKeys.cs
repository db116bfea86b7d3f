using System.Globalization;
using System.Security.Cryptography;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>
/// The keys of an import's annotations: UUIDs of version 8 that begin with the import's number, so that all of an import is found again by a range of
/// the key's index. The middle is random, so that no client can take a key beforehand.
/// </summary>
internal sealed class ImportKeys(int importId)
{
    private readonly string _salt = RandomNumberGenerator.GetHexString(3) + "-8" + RandomNumberGenerator.GetHexString(3);
    private readonly string _import = importId.ToString("X8", CultureInfo.InvariantCulture);

    /// <summary>Before the twelve digits of an item's id: the labels that a new item brought.</summary>
    public string Own => $"{_import}-0000-8{_salt}-";

    /// <summary>The labels that a duplicate brought to an item that was there.</summary>
    public string Vote(long row) => $"{_import}-0001-8{_salt}-{row:X12}";

    /// <summary>Where an import's votes begin and end in the order of keys.</summary>
    public static (string From, string To) VotesOf(int importId) => ($"{importId:X8}-0001-", $"{importId:X8}-0002-");
}
