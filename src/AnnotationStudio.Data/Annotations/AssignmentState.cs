namespace AnnotationStudio.Data;

/// <summary>What became of an item that was given to a person.</summary>
public enum AssignmentState
{
    /// <summary>The person has it.</summary>
    Open,

    /// <summary>The person decided.</summary>
    Done,

    /// <summary>The person gave it back, or the lease ended, or the person skipped an item that somebody must label.</summary>
    Ended,
}
