using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>What an import goes through: its rows are written, it is completed, or taken out again.</summary>
public sealed class ImportStages
{
    public ImportStages(StudioStore store, SliceLimit limit, ImportPipeline pipeline, TimeProvider time)
    {
        var votes = new ImportVotes(store, time);
        (Pipeline, Completion, Removal) = (pipeline, new ImportCompletion(store, limit, votes, time), new ImportRemoval(store, votes));
    }

    internal ImportPipeline Pipeline { get; }

    internal ImportCompletion Completion { get; }

    internal ImportRemoval Removal { get; }
}
