using System.Globalization;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Rejected rows as a file to mend by.</summary>
internal static class RejectedRowsFile
{
    public static string Write(IEnumerable<RejectedRow> rows) => string.Join(
        "\r\n",
        rows.Select(row => string.Join(',', row.Row.ToString(CultureInfo.InvariantCulture), Quote(row.Wrong), Quote(row.Remedy), Quote(row.Value ?? "")))
            .Prepend("row,what is wrong,what to do,value")) + "\r\n";

    // Values come from files of others: none may become a formula.
    private static string Quote(string value)
    {
        var safe = value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + value : value;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
