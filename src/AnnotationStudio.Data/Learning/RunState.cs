namespace AnnotationStudio.Data;

/// <summary>How far a training run has come.</summary>
public enum RunState
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}
