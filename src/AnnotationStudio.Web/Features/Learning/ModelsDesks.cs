namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The desks behind the models page.</summary>
public sealed record ModelsDesks(ModelDesk Models, LadderDesk Ladder, RegistryDesk Registry, CompareDesk Compare, TrainingDesk Training);
