namespace AnnotationStudio.Engine.Shapes;

/// <summary>What a row of features looks like, and which frozen featurizer made it.</summary>
/// <param name="Version">Hash of everything the featurizer learned, in hexadecimal: rows of different versions never mix.</param>
/// <param name="WordColumns">Width of the words block.</param>
/// <param name="CharacterColumns">Width of the characters block; 0 when the pool is too large to keep one.</param>
/// <param name="Dimensions">Width of one embedding; each row holds two of them, topics then style.</param>
public sealed record FeatureLayout(string Version, int WordColumns, int CharacterColumns, int Dimensions);
