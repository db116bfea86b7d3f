namespace AnnotationStudio.Engine.Promotion;

/// <summary>When a climb is looked at: each further look is one more chance to be wrong, so they are few and fixed beforehand.</summary>
public static class AuditLooks
{
    /// <summary>Audit items of the first look; before it a climb can only be provisional.</summary>
    public const int First = 100;

    /// <summary>Audit items of the rolling window. After it is full, a look comes once per fully renewed window.</summary>
    public const int Window = 300;

    private const int Step = 100;

    /// <summary>Audit items at which the look after the last one falls.</summary>
    /// <param name="lastLookAt">Audit items there were at the last look; 0 for none.</param>
    public static int NextAfter(int lastLookAt)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lastLookAt);
        return lastLookAt < Window ? (lastLookAt / Step + 1) * Step : lastLookAt + Window;
    }

    /// <summary>Whether a look at so many audit items is the last that an unconfirmed climb gets: the window is full, or no more items are to come.</summary>
    /// <param name="auditItems">Audit items answered so far.</param>
    /// <param name="most">Audit items there can ever be.</param>
    public static bool IsLast(int auditItems, int most) => auditItems >= Window || NextAfter(auditItems) > most;

    /// <summary>Whether there are enough audit items for the next look.</summary>
    public static bool IsDue(int auditItems, int lastLookAt) => auditItems >= NextAfter(lastLookAt);
}
