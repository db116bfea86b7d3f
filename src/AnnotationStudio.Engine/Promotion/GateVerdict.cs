namespace AnnotationStudio.Engine.Promotion;

/// <summary>What becomes of a challenger.</summary>
public enum GateVerdict
{
    /// <summary>It serves from now on.</summary>
    Promoted,

    /// <summary>It serves until an audit look confirms or reverts it.</summary>
    PromotedProvisionally,

    /// <summary>It served provisionally and goes on for good.</summary>
    Confirmed,

    /// <summary>It served provisionally; the one it replaced is back.</summary>
    Reverted,

    /// <summary>It goes on serving provisionally: a look found it neither surely better nor behind.</summary>
    StaysProvisional,

    /// <summary>It does not serve.</summary>
    StayedOut,

    /// <summary>Neither challenger nor champion serves: both fall behind the reference, which is back.</summary>
    ReferenceReturned,

    /// <summary>Nothing changes until the next audit look.</summary>
    Waits,
}
