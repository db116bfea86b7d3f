using System.Globalization;
using System.Text;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>The list of an import's rejected rows while it is written: each row's number and what is wrong with it, and nothing of its text.</summary>
/// <param name="path">Made with the first row that is rejected.</param>
internal sealed class RejectedRowsFile(string path) : IDisposable
{
    // A file of nothing but line ends has a billion rows; no list of that length mends anything.
    private const int MostListed = 5_000_000;
    private StreamWriter? _rows;
    private int _listed;

    public void Add(RejectedRow row)
    {
        if (_listed++ >= MostListed)
            return;
        if (_rows is null)
        {
            _rows = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
            _rows.WriteLine("row,what is wrong,what to do");
        }

        _rows.WriteLine($"{row.Row.ToString(CultureInfo.InvariantCulture)},{Quote(WithoutText(row))},{Quote(row.Remedy)}");
    }

    public void Dispose() => _rows?.Dispose();

    // With the wrong column chosen, what is no class of the project is a text. Names of classes are shorter than what had to be cut.
    private static string WithoutText(RejectedRow row) =>
        row.Value is [.., '…'] ? row.Wrong.Replace(row.Value, "…", StringComparison.Ordinal) : row.Wrong;

    // Values come from files of others: none may become a formula.
    private static string Quote(string value)
    {
        var safe = value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + value : value;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
