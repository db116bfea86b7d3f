using System.Globalization;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>What an undone import takes with it.</summary>
/// <param name="Items">Texts.</param>
/// <param name="Annotations">Decisions that people made about them.</param>
public sealed record UndoConsequence(int Items, int Annotations)
{
    /// <summary>As the person is told before it happens.</summary>
    public string Words
    {
        get
        {
            var items = string.Create(CultureInfo.InvariantCulture, $"{Items:N0} {(Items == 1 ? "item goes" : "items go")}");
            var annotations = Annotations == 0
                ? ", and nobody has decided about any of them yet"
                : string.Create(CultureInfo.InvariantCulture, $", and with them {Annotations:N0} {(Annotations == 1 ? "decision that a person made" : "decisions that people made")}");
            return $"{items}{annotations}. This cannot be taken back.";
        }
    }
}
