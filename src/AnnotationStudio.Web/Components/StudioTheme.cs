using MudBlazor;

namespace AnnotationStudio.Web.Components;

/// <summary>The tokens of tokens.css as MudBlazor's theme. What Mud has no name for (tints, label colours, edge) stays in CSS variables.</summary>
internal static class StudioTheme
{
    private static readonly string[] Fonts = ["Roboto Variable", "Roboto", "system-ui", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif"];

    /// <summary>Everything, in light.</summary>
    public static MudTheme Light { get; } = Create(":root");

    /// <summary>The same for <c>html.dark</c>; MudBlazor wants a selector that begins with a colon. Both are always on the page, so the browser changes over without asking the server.</summary>
    public static MudTheme Dark { get; } = Create(":root.dark");

    private static MudTheme Create(string scope) => new()
    {
        PseudoCss = new PseudoCss { Scope = scope },
        PaletteLight = new PaletteLight
        {
            Primary = "#2457c5",
            PrimaryContrastText = "#ffffff",
            PrimaryDarken = "#1d49a8",
            Secondary = "#6d3fb0",
            SecondaryContrastText = "#ffffff",
            Info = "#2457c5",
            Success = "#17703f",
            Warning = "#8a5300",
            Error = "#b3261e",
            TextPrimary = "#1a1d23",
            TextSecondary = "#596170",
            TextDisabled = "#596170",
            ActionDefault = "#596170",
            ActionDisabled = "#596170",
            ActionDisabledBackground = "#eef0f3",
            Background = "#f6f7f9",
            BackgroundGray = "#eef0f3",
            Surface = "#ffffff",
            DrawerBackground = "#ffffff",
            DrawerText = "#1a1d23",
            DrawerIcon = "#596170",
            AppbarBackground = "#ffffff",
            AppbarText = "#1a1d23",
            LinesDefault = "#dfe3e8",
            LinesInputs = "#868e9b",
            Divider = "#dfe3e8",
            DividerLight = "#eef0f3",
            TableLines = "#dfe3e8",
            TableStriped = "#f6f7f9",
            TableHover = "#eef0f3",
            Skeleton = "#eef0f3",
            HoverOpacity = 0.06,
            RippleOpacity = 0,
            RippleOpacitySecondary = 0,
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8fb2ff",
            PrimaryContrastText = "#10141c",
            PrimaryDarken = "#a9c4ff",
            Secondary = "#c5a5f5",
            SecondaryContrastText = "#10141c",
            Info = "#8fb2ff",
            InfoContrastText = "#10141c",
            Success = "#6fcf97",
            SuccessContrastText = "#10141c",
            Warning = "#e9b45c",
            WarningContrastText = "#10141c",
            Error = "#ff958c",
            ErrorContrastText = "#10141c",
            TextPrimary = "#e8eaee",
            TextSecondary = "#a3abb8",
            TextDisabled = "#a3abb8",
            ActionDefault = "#a3abb8",
            ActionDisabled = "#a3abb8",
            ActionDisabledBackground = "#2d323c",
            Background = "#131519",
            BackgroundGray = "#0f1114",
            Surface = "#1b1e24",
            DrawerBackground = "#1b1e24",
            DrawerText = "#e8eaee",
            DrawerIcon = "#a3abb8",
            AppbarBackground = "#1b1e24",
            AppbarText = "#e8eaee",
            LinesDefault = "#2f343d",
            LinesInputs = "#737b88",
            Divider = "#2f343d",
            DividerLight = "#242830",
            TableLines = "#2f343d",
            TableStriped = "#1b1e24",
            TableHover = "#242830",
            Skeleton = "#2a2f38",
            HoverOpacity = 0.08,
            RippleOpacity = 0,
            RippleOpacitySecondary = 0,
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = ".875rem", FontWeight = "400", LineHeight = "1.45", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = Fonts, FontSize = "1.25rem", FontWeight = "500", LineHeight = "1.3", LetterSpacing = "-.01em" },
            H2 = new H2Typography { FontFamily = Fonts, FontSize = "1rem", FontWeight = "500", LineHeight = "1.4", LetterSpacing = "normal" },
            H3 = new H3Typography { FontFamily = Fonts, FontSize = ".875rem", FontWeight = "500", LineHeight = "1.4", LetterSpacing = "normal" },
            H4 = new H4Typography { FontFamily = Fonts, FontSize = "1.75rem", FontWeight = "500", LineHeight = "1.2", LetterSpacing = "-.02em" },      // a figure
            H5 = new H5Typography { FontFamily = Fonts, FontSize = "1.4375rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "normal" },     // the item's text
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = ".875rem", FontWeight = "400", LineHeight = "1.45", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = ".8125rem", FontWeight = "400", LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = ".875rem", FontWeight = "500", LineHeight = "1.4", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = Fonts, FontSize = ".75rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "48px", DrawerWidthLeft = "216px", DrawerWidthRight = "420px" },
    };
}
