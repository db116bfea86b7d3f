using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Administration;

internal static class AdministrationSetup
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddSingleton<PeopleDesk>()
        .AddVerbs(AdministrationVerbs.Add);
}
