using AnnotationStudio.Engine.Models.ConvolutionTier;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Models.ConvolutionTier;

/// <summary>A network small enough to be checked by hand, on made-up messages.</summary>
internal static class SmallNetwork
{
    public static readonly ConvolutionOptions Options = new() { Filters = 16, CharacterFilters = 16, Widths = [1, 2, 5], Dropout = .3, LabelSmoothing = .05 };

    /// <summary>A network in its beginnings; the last label has no text.</summary>
    public static MemberTraining Begin(LabelTask task, int count = 24)
    {
        var (texts, kinds) = SmallPool.Make(count);
        // Short and empty texts too: their windows hang over the end.
        (texts[0], texts[1], texts[2]) = ("", "leak", "a leak");
        var space = FeatureSpace.Learn(texts, count);
        var vocabulary = Vocabulary.Of(texts, space.Vectors, 1000);
        var labels = new LabelSet(task, [.. SmallPool.Labels.Append("never seen").Select(name => new LabelDefinition(name, name == "water" ? ["leak"] : [], []))]);
        int[][] targets = [.. kinds.Select(kind => task == LabelTask.Single || kind == 0 ? new[] { kind } : [0, kind])];
        var rules = task == LabelTask.Multi ? new RuleMatches(labels) : null;
        var data = new LabelledTexts(EncodedTexts.Of(texts, vocabulary, rules, 20, default), targets, labels, vocabulary, rules, space.Vectors);
        var shape = NetworkShape.Of(Options, vocabulary.Count, space.Vectors.Dimensions, labels);
        var training = new MemberTraining(shape, data, new Loss(labels, targets, [.. Enumerable.Range(0, count)], Options), Options, 5);
        // At a bias of 0 the features of an empty text have two slopes.
        training.Parameters.WordBiases.Values.Fill(.01f);
        return training;
    }
}
