using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

internal static class ProjectsSetup
{
    public static IServiceCollection AddProjects(this IServiceCollection services) => services
        .AddSingleton<ProjectDesk>()
        .AddSingleton<MemberDesk>()
        .AddSingleton<ProjectErasureDesk>()
        .AddSingleton<StatusDesk>()
        .AddSingleton<LabelChangeWork>()
        .AddSingleton<LabelChangeDesk>()
        .AddHostedService<LabelChangeSweep>()
        .AddVerbs(ProjectsVerbs.Add);
}
