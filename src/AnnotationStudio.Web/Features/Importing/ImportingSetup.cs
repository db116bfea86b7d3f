using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Importing;

internal static class ImportingSetup
{
    public static IServiceCollection AddImporting(this IServiceCollection services)
    {
        services.AddOptions<ImportingOptions>().BindConfiguration("Importing").ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<ImportingOptions>, ImportingOptionsValidator>()
            .AddSingleton<ImportLine>()
            .AddSingleton<SliceLimit>()
            .AddSingleton<ImportPipeline>()
            .AddSingleton<RejectedRowsFolder>()
            .AddSingleton<RejectedRowsDesk>()
            .AddSingleton<ImportStages>()
            .AddSingleton<Importer>()
            .AddSingleton<ImportDesk>()
            .AddSingleton<PreviewDesk>()
            .AddSingleton<ImportDesks>()
            .AddHostedService<ImportSweep>()
            .AddHostedService<RejectedRowsSweep>()
            .AddVerbs(ImportingVerbs.Add);
    }
}
