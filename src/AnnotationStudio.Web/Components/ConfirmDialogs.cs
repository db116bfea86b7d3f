using MudBlazor;

namespace AnnotationStudio.Web.Components;

/// <summary>Asks before what is costly, and before nothing else.</summary>
public static class ConfirmDialogs
{
    /// <param name="dialogs">The page's.</param>
    /// <param name="title">A question.</param>
    /// <param name="consequence">What will happen, in figures where there are any.</param>
    /// <param name="verb">What the button does.</param>
    /// <param name="keep">What the safe button says; Esc is on it.</param>
    /// <param name="isDanger">For what cannot be taken back.</param>
    /// <returns>Whether the person went on.</returns>
    public static async Task<bool> ConfirmAsync(this IDialogService dialogs, string title, string consequence, string verb, string keep = "Cancel", bool isDanger = false)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Consequence, consequence },
            { dialog => dialog.Verb, verb },
            { dialog => dialog.Keep, keep },
            { dialog => dialog.IsDanger, isDanger },
        };
        var shown = await dialogs.ShowAsync<ConfirmDialog>(null, parameters);
        return await shown.Result is { Canceled: false };
    }
}
