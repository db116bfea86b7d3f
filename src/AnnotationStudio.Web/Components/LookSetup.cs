using MudBlazor;
using MudBlazor.Services;

namespace AnnotationStudio.Web.Components;

internal static class LookSetup
{
    /// <summary>MudBlazor, with toasts as the pages want them: below, five seconds, one at a time for one thing.</summary>
    public static IServiceCollection AddStudioLook(this IServiceCollection services) => services.AddScoped<PageTools>().AddSingleton<Layout.FrameCounts>().AddMudServices(options =>
    {
        options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
        options.SnackbarConfiguration.VisibleStateDuration = 5000;
        options.SnackbarConfiguration.ShowTransitionDuration = 120;
        options.SnackbarConfiguration.HideTransitionDuration = 120;
        options.SnackbarConfiguration.PreventDuplicates = true;
        options.SnackbarConfiguration.MaxDisplayedSnackbars = 2;
    });
}
