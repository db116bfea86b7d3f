using System.Security.Cryptography;
using System.Text;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>What makes two texts the same: all but white space at the ends and ways to write a character.</summary>
internal static class TextHash
{
    private const int Bytes = 16;

    /// <summary>The first half of the SHA-256 of the trimmed NFC text.</summary>
    public static byte[] Of(string text)
    {
        var same = text.Trim().Normalize(NormalizationForm.FormC);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(same), hash);
        return hash[..Bytes].ToArray();
    }
}
