using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Exporting;

internal static class ExportingSetup
{
    public static IServiceCollection AddExporting(this IServiceCollection services) => services
        .AddSingleton<ExportDesk>()
        .AddVerbs(ExportingVerbs.Add);
}
