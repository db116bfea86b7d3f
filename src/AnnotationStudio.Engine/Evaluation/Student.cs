namespace AnnotationStudio.Engine.Evaluation;

/// <summary>Student's t.</summary>
internal static class Student
{
    // From one degree of freedom; beyond, the normal's point is near enough.
    private static readonly double[] Points =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    ];

    /// <summary>The two-sided 95 % point.</summary>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    public static double At975(int degrees) => degrees <= Points.Length ? Points[degrees - 1] : 1.96;
}
