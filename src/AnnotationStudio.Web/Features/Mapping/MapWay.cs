namespace AnnotationStudio.Web.Features.Mapping;

/// <summary>What the points of a map are coloured by.</summary>
public enum MapWay
{
    /// <summary>What people said.</summary>
    Label,

    /// <summary>What the model thinks.</summary>
    Prediction,

    /// <summary>How torn the model is.</summary>
    Uncertainty,
}

internal static class MapWays
{
    public static string Title(this MapWay way) => way.ToString();

    /// <summary>As the address and the script have it.</summary>
    public static string Name(this MapWay way) => way.ToString().ToLowerInvariant();

    public static MapWay Read(string? name) => Enum.TryParse<MapWay>(name, ignoreCase: true, out var way) && Enum.IsDefined(way) ? way : MapWay.Label;
}
