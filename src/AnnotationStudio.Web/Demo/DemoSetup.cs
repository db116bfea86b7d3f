namespace AnnotationStudio.Web.Demo;

internal static class DemoSetup
{
    /// <summary>Added before what looks for the first admin: the demo brings one.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddOptions<DemoOptions>().BindConfiguration("Demo");
        services.AddSingleton<DemoPeople>().AddSingleton<DemoProject>();
        return services.AddHostedService<DemoStart>();
    }
}
