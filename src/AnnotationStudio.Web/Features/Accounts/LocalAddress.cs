namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>Where to go after signing in: never to another site.</summary>
internal static class LocalAddress
{
    /// <summary>The address when it is a path of this site, else the front page.</summary>
    public static string Of(string? address) => address is ['/', ..] and not ['/', '/' or '\\', ..]
        && !address.Any(char.IsControl)
        && Uri.TryCreate(address, UriKind.Relative, out _) ? address : "/";
}
