using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>A change of the labels, as somebody asks for it. Labels are named.</summary>
/// <param name="Kind">What is done; <c>edit</c> is for the list as a whole, by PATCH.</param>
/// <param name="Label">The label it is about.</param>
/// <param name="To">Its new name, where it is renamed.</param>
/// <param name="Into">The label it counts as from then on, where it is merged.</param>
/// <param name="Parent">The label it brings along from then on.</param>
/// <param name="Targets">The labels that it is split into: new ones, or others that are there.</param>
/// <param name="Rest">Which of the targets takes the items that no pattern tells apart; null to have people label them anew.</param>
/// <param name="Relabel">Where it is retired: its items are labelled anew, instead of keeping what people said.</param>
/// <param name="KeepName">Where it is renamed or merged: the former name stays as an alias, so that files and rules still know it.</param>
public sealed record LabelChangeInput(
    LabelChangeKind Kind,
    string? Label,
    string? To = null,
    string? Into = null,
    string? Parent = null,
    IReadOnlyList<SplitInput>? Targets = null,
    string? Rest = null,
    bool Relabel = false,
    bool KeepName = true);

/// <summary>One label of a split, with the patterns of the items that it takes.</summary>
public sealed record SplitInput(string? Name, IReadOnlyList<string>? Patterns = null);
