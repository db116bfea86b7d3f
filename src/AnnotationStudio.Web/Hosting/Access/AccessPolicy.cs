using AnnotationStudio.Data;
using Microsoft.AspNetCore.Authorization;

namespace AnnotationStudio.Web.Hosting;

/// <summary>The rule that every route declares, by the least role of the person. The desks decide about the project.</summary>
public static class AccessPolicy
{
    public const string Annotator = nameof(Role.Annotator);
    public const string Lead = nameof(Role.Lead);
    public const string Admin = nameof(Role.Admin);

    internal static void Add(AuthorizationOptions options)
    {
        foreach (var least in Enum.GetValues<Role>())
            options.AddPolicy(least.ToString(), policy => policy.RequireAssertion(context => context.User.Role() >= least));
        options.FallbackPolicy = options.GetPolicy(Annotator);
    }
}
