namespace AnnotationStudio.Engine.Evaluation;

/// <summary>How a figure for each label becomes one figure.</summary>
public enum Average
{
    /// <summary>All decisions in one pot: frequent labels weigh more.</summary>
    Micro,

    /// <summary>Every label weighs the same. Labels neither true nor suggested anywhere are left out.</summary>
    Macro,

    /// <summary>Labels weigh by how many items truly have them.</summary>
    Weighted,
}
