namespace AnnotationStudio.Engine.Text;

/// <summary>One piece of a text as an encoder reads it.</summary>
/// <param name="Id">Its place in the vocabulary.</param>
/// <param name="Start">First character of the text that it came from, 0-based, in UTF-16 units; equal to <paramref name="End"/> where it came from none.</param>
/// <param name="End">One past the last character.</param>
/// <param name="Word">Pieces of one word share a number, counted from 0; −1 for the pieces that frame the text.</param>
public readonly record struct WordPiece(int Id, int Start, int End, int Word);
