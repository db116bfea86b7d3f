using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Text;

public sealed class ColumnMapTests
{
    [Fact]
    public void Row_HandWorked_IsSublinearTfTimesRootIdfOfLengthOne()
    {
        // Given: of 9 texts bucket 5 is in 4, bucket 7 in 9, bucket 9 in one only.
        var documents = new int[NGrams.Buckets];
        (documents[5], documents[7], documents[9]) = (4, 9, 1);
        var map = ColumnMap.Learn(documents, 9, 2);
        List<int> columns = [];
        List<Half> weights = [];

        map.Row([7, 9, 5, 7], columns, weights);

        // idf 5: ln(10/5) + 1 = 1.6931; idf 7: ln(10/10) + 1 = 1; tf of 2: 1 + ln 2 = 1.6931
        var (five, seven) = (Math.Sqrt(Math.Log(2) + 1), 1 + Math.Log(2));
        var length = Math.Sqrt((five * five) + (seven * seven));
        Assert.Equal(2, map.Width);
        Assert.Equal([0, 1], columns);
        Assert.Equal(five / length, (double)weights[0], 3);
        Assert.Equal(seven / length, (double)weights[1], 3);
    }

    [Fact]
    public void Row_NothingKnown_IsEmpty()
    {
        var map = ColumnMap.Learn(new int[NGrams.Buckets], 3, 2);
        List<int> columns = [1];
        List<Half> weights = [Half.One];

        map.Row([1, 2, 3], columns, weights);

        Assert.Empty(columns);
        Assert.Empty(weights);
    }
}
