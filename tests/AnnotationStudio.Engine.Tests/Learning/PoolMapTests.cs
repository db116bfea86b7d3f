using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Learning;

public sealed class PoolMapTests
{
    private const int Neighbours = 10;
    private const int Width = 24;
    private static readonly EmbeddingMatrix Texts = Groups(240);
    private static readonly Lazy<PoolMap> Map = new(() => PoolMap.Learn(Texts, 1, null, CancellationToken.None));

    [Fact]
    public void Place_SameTextsAndSeed_SamePlacesOnAnyNumberOfThreads()
    {
        var first = Map.Value.Place(Texts, 1, null, CancellationToken.None);
        var second = PoolMap.Learn(Texts, 1, null, CancellationToken.None).Place(Texts, 2, null, CancellationToken.None);

        Assert.Equal(first, second);
        Assert.All(first, place => Assert.InRange(place, -1, 1));
    }

    [Fact]
    public void Place_AlikeTexts_AreNeighboursMoreThanOnThePlaneOfPrincipalComponents()
    {
        var places = Map.Value.Place(Texts, 1, null, CancellationToken.None);
        var points = Points(Texts);
        var (x, y) = PlaneProjection.Of(points, Texts.Width).Places(points, Texts.Width);

        var map = Trustworthiness.Of(points, Texts.Width, places, Neighbours, CancellationToken.None);
        var plane = Trustworthiness.Of(points, Texts.Width, [.. x.Zip(y).SelectMany(place => new[] { place.First, place.Second })], Neighbours, CancellationToken.None);

        Assert.True(map > plane, $"map {map:F3}, principal components {plane:F3}");
    }

    [Fact]
    public void Place_TextsThatCameLater_LeaveTheOthersWhereTheyAre()
    {
        var some = new EmbeddingMatrix(150, Texts.Width);
        for (var row = 0; row < some.Rows; row++)
            Texts[row].CopyTo(some[row]);
        var map = PoolMap.Learn(some, 1, null, CancellationToken.None);

        Assert.Equal(map.Place(some, 1, null, CancellationToken.None), map.Place(Texts, 1, null, CancellationToken.None)[..300]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Learn_HardlyAnyTexts_GivesEachAPlace(int count)
    {
        var few = new EmbeddingMatrix(count, Texts.Width);
        for (var row = 0; row < count; row++)
            Texts[row].CopyTo(few[row]);

        var places = PoolMap.Learn(few, 1, null, CancellationToken.None).Place(few, 1, null, CancellationToken.None);

        Assert.Equal(2 * count, places.Length);
        Assert.All(places, place => Assert.True(float.IsFinite(place)));
    }

    [Fact]
    public void Learn_TextsOfUnknownWordsAlone_GivesEachAPlace()
    {
        var empty = new EmbeddingMatrix(40, Texts.Width);

        var places = PoolMap.Learn(empty, 1, null, CancellationToken.None).Place(empty, 1, null, CancellationToken.None);

        Assert.All(places, place => Assert.True(float.IsFinite(place)));
    }

    [Fact]
    public void Load_WhatSaveWrote_PlacesTheSame()
    {
        var map = Map.Value;
        using var file = new MemoryStream();
        map.Save(file);
        file.Position = 0;

        Assert.Equal(map.Place(Texts, 1, null, CancellationToken.None), PoolMap.Load(file).Place(Texts, 1, null, CancellationToken.None));
    }

    [Fact]
    public void Load_ShortFile_IsRefused()
    {
        using var file = new MemoryStream();
        Map.Value.Save(file);
        file.SetLength(file.Length - 100);
        file.Position = 0;

        Assert.Throws<InvalidDataException>(() => PoolMap.Load(file));
    }

    [Fact]
    public void Learn_Cancelled_Stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() => PoolMap.Learn(Texts, 1, null, new CancellationToken(canceled: true)));

    [Fact]
    public void Trustworthiness_TheSamePoints_IsOneAndOfShuffledOnesIsLess()
    {
        float[] line = [.. Enumerable.Range(0, 60).SelectMany(at => new[] { (float)at, 0 })];
        float[] shuffled = [.. Enumerable.Range(0, 60).SelectMany(at => new[] { (float)(at * 37 % 60), 0 })];

        Assert.Equal(1, Trustworthiness.Of(line, 2, line, 5, CancellationToken.None), 12);
        Assert.InRange(Trustworthiness.Of(line, 2, shuffled, 5, CancellationToken.None), .2, .8);
    }

    // Twelve groups of alike texts: more than a plane can keep apart.
    private static EmbeddingMatrix Groups(int rows)
    {
        var random = new Random(7);
        var matrix = new EmbeddingMatrix(rows, Width);
        for (var row = 0; row < rows; row++)
        {
            var own = Enumerable.Range(0, Width).Select(at => (at == row % 12 ? 1 : 0) + (.25 * (random.NextDouble() - .5))).ToArray();
            var norm = Math.Sqrt(own.Sum(value => value * value));
            for (var at = 0; at < Width; at++)
                matrix[row][at] = (Half)(own[at] / norm);
        }

        return matrix;
    }

    private static float[] Points(EmbeddingMatrix texts)
    {
        var points = new float[texts.Rows * texts.Width];
        for (var row = 0; row < texts.Rows; row++)
            texts.Read(row, points.AsSpan(row * texts.Width, texts.Width));
        return points;
    }
}
