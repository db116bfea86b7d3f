namespace AnnotationStudio.Benchmarks.Lives;

/// <summary>How a climb went.</summary>
internal sealed record ClimbEnd
{
    /// <summary>Promoted or confirmed on audit items.</summary>
    public bool IsForGood { get; init; }

    public bool WasProvisional { get; init; }

    public bool WasTakenBack { get; init; }

    /// <summary>Taken back at the first look.</summary>
    public bool WasTakenBackFirst { get; init; }

    /// <summary>Rounds after which the challenger's tier served, provisionally or for good.</summary>
    public int RoundsServed { get; init; }
}
