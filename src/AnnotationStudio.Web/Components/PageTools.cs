using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AnnotationStudio.Web.Components;

/// <summary>What interactive pages use besides their desk.</summary>
public sealed record PageTools(NavigationManager Navigation, IDialogService Dialogs, ISnackbar Toasts, TimeProvider Time);
