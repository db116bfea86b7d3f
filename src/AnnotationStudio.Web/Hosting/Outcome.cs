using System.Diagnostics.CodeAnalysis;

namespace AnnotationStudio.Web.Hosting;

/// <summary>How a desk's call ended: with a value, or with the reason why not. Pages, REST and the command line each show it their way.</summary>
public readonly record struct Outcome<T>
{
    private Outcome(T? value, Problem? problem) => (Value, Problem) = (value, problem);

    /// <summary>What was asked for; meaningless where there is a problem.</summary>
    public T? Value { get; }

    public Problem? Problem { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsDone => Problem is null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(default, problem);
}

/// <summary>Nothing to say but that it was done.</summary>
public readonly record struct Done
{
    public static Done Value { get; }
}
