using System.Text.Json.Serialization;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What the command prints of a file of votes.</summary>
internal sealed record VoteFigures : AgreementFigures
{
    public VoteFigures(AgreementFigures agreement)
        : base(agreement)
    {
    }

    /// <summary>By method.</summary>
    public required IReadOnlyDictionary<string, ConsensusFigure> Consensus { get; init; }
}

/// <summary>One method's consensus.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="Accuracy">Share of the items with gold that are right, ties by chance; left out without gold.</param>
internal sealed record ConsensusFigure(double Seconds, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Accuracy);
