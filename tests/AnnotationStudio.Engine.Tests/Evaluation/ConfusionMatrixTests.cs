using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Evaluation;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Of_ScikitLearnsExample_GivesItsMatrix()
    {
        var matrix = ConfusionMatrix.Of(Items.Single(3, [2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2]));

        int[] cells = [.. from truth in Enumerable.Range(0, 3) from predicted in Enumerable.Range(0, 3) select matrix[truth, predicted]];
        Assert.Equal([2, 0, 0, 0, 0, 1, 1, 0, 2], cells);
    }

    [Fact]
    public void Of_NothingSuggested_CountsInTheLastColumn()
    {
        var matrix = ConfusionMatrix.Of(new(Items.Names(LabelTask.Single, 2), [[1]], [[]]));

        Assert.Equal(1, matrix[1, matrix.NoLabel]);
    }

    [Fact]
    public void CommonestMistakes_SomeMistakes_ComeCommonestFirst()
    {
        var matrix = ConfusionMatrix.Of(Items.Single(3, [0, 0, 0, 1, 2], [1, 1, 0, 2, 0]));

        Assert.Equal([(0, 1, 2), (1, 2, 1)], matrix.CommonestMistakes(2));
    }

    [Fact]
    public void Of_MultiLabel_Throws() => Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of(Items.Multi(2, [[0]], [[0]])));
}
