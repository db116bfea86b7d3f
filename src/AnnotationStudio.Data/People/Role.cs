namespace AnnotationStudio.Data;

/// <summary>What a person may do. Roles contain each other: a lead may do what an annotator may, an admin what a lead may.</summary>
public enum Role
{
    /// <summary>Labels items.</summary>
    Annotator = 1,

    /// <summary>Makes projects, sees how good the labels are.</summary>
    Lead = 2,

    /// <summary>Manages people and runs the models; sees all projects.</summary>
    Admin = 3,
}
