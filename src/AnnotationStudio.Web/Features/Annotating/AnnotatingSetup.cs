namespace AnnotationStudio.Web.Features.Annotating;

internal static class AnnotatingSetup
{
    public static IServiceCollection AddAnnotating(this IServiceCollection services) => services
        .AddSingleton<LabelBook>()
        .AddSingleton<SuggestionMaker>()
        .AddSingleton<AssignmentDesk>()
        .AddSingleton<AnnotationDesk>()
        .AddSingleton<AnnotationLog>()
        .AddSingleton<StreamDesk>();
}
