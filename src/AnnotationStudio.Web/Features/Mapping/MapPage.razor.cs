using System.Globalization;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Features.Mapping;

/// <summary>The pool as a map: alike texts close together, coloured by what people or the model say. The drawing lives in js/map.js; everything else is said here.</summary>
public sealed partial class MapPage(MapDesk desk, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _following;
    private int _followed;

    [Parameter]
    public int ProjectId { get; set; }

    /// <summary>What the points are coloured by.</summary>
    [SupplyParameterFromQuery(Name = "by")]
    public string? By { get; set; }

    /// <summary>The one class that is shown in full; all others step back.</summary>
    [SupplyParameterFromQuery(Name = "only")]
    public int? OnlyClass { get; set; }

    /// <summary>The same in numbers.</summary>
    [SupplyParameterFromQuery(Name = "table")]
    public bool AsTable { get; set; }

    private MapView? Map { get; set; }

    private Problem? Refusal { get; set; }

    private MapWay Way => MapWays.Read(By);

    private string Only => OnlyClass?.ToString(CultureInfo.InvariantCulture) ?? "";

    private NavigationManager Navigation => tools.Navigation;

    // Over twelve labels no label colour: accent means chosen.
    private bool IsPlain => Way != MapWay.Uncertainty && Map!.Labels.Count > LabelColor.Count;

    private string Summary => $"Map of {Numbers.Count(Map!.Items, "item")}, coloured by {Way.Name()}. {Numbers.Count(Map.Labelled)} labelled. The legend and the table say the same in numbers.";

    private int Drawn => (int)((Map!.Drawing ?? 0) * 100);

    private string Coverage
    {
        get
        {
            var others = Map!.AllItems - Map.Reserved - Map.Items;
            return $"{Numbers.Count(Map.Items, "item")}, {Numbers.Count(Map.Labelled)} of them labelled."
                + (Map.Reserved > 0 ? $" {Numbers.Count(Map.Reserved, "item")} reserved for audit {(Map.Reserved == 1 ? "is" : "are")} left out, so that nobody sees what the model thinks of them." : "")
                + (others > 0 ? Map.Items >= MapShelf.MostItems / 2 ? $" {Numbers.Count(others)} more are left out to keep the map quick; which ones is chance." : $" {Numbers.Count(others)} more get their places soon." : "")
                + (Way == MapWay.Label ? "" : Map.IsAsking ? " The model is being asked; colours follow." : Map.Version is { } version ? $" By version {version}." : "");
        }
    }

    public void Dispose()
    {
        _following?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_followed != ProjectId)
        {
            _followed = ProjectId;
            Map = null;
            _following?.Dispose();
            _following = news.Follow(
                ProjectId, () => InvokeAsync(ReadAsync), Happening.MapChanged, Happening.LabelsArrived, Happening.ItemsChanged, Happening.ProjectChanged, Happening.ModelChanged);
        }

        var reading = ReadAsync();
        if (RendererInfo.IsInteractive)
            await reading;
        else
            await Task.WhenAny(reading, Task.Delay(Patience, tools.Time));
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var outcome = await desk.ReadAsync(await current.CallerAsync(), ProjectId, Way != MapWay.Label || AsTable, _leaving.Token);
            (Map, Refusal) = (outcome.Value, outcome.Problem);
            if (Refusal is { Kind: ProblemKind.NotFound })
                tools.Navigation.NotFound();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private string Address(string path) => $"projects/{ProjectId}/{path}";

    private string WayAddress(MapWay way) => Address(way == MapWay.Label ? "map" : $"map?by={way.Name()}");

    private string OnlyAddress(int? only) => Navigation.GetUriWithQueryParameter("only", only);
}
