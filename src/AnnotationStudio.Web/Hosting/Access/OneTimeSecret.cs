using System.Security.Cryptography;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Secrets that a person reads once and types: no letters that look alike, in groups of four.</summary>
internal static class OneTimeSecret
{
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>80 random bits.</summary>
    public static string Password() => Groups(4).ToLowerInvariant();

    /// <summary>60 random bits.</summary>
    public static string Code() => Groups(3);

    private static string Groups(int count) => string.Join('-', Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));
}
