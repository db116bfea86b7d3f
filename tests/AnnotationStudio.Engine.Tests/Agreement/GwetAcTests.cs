using AnnotationStudio.Engine.Agreement;

namespace AnnotationStudio.Engine.Tests.Agreement;

public sealed class GwetAcTests
{
    // Gwet, Handbook of Inter-Rater Reliability (2014), tables 2.10 and 2.11: the data are Krippendorff's.
    [Fact]
    public void Ac1_GwetsExample_IsAsPublished()
    {
        Assert.Equal(.77544, GwetAc.Ac1(Ratings.Krippendorff), .000005);
        Assert.Equal(.76117, FleissKappa.Of(Ratings.Krippendorff), .000005);
    }

    [Fact]
    public void Ac2_LabelsThatAgreeOrDoNot_IsAc1()
    {
        var identity = new double[5, 5];
        for (var label = 0; label < 5; label++)
            identity[label, label] = 1;

        Assert.Equal(GwetAc.Ac1(Ratings.Krippendorff), GwetAc.Ac2(Ratings.Krippendorff, identity), 12);
    }

    [Fact]
    public void Ac2_QuadraticOfTwoPeople_IsAsByHand()
    {
        // Three labels, weights 1, .75, 0. Items 00, 01, 12, 22: observed (1 + .75 + .75 + 1)/4 = .875.
        // Shares 3/8, 2/8, 3/8; weights sum to 6; by chance 6/(3·2)·Σπ(1−π) = .65625.
        var votes = Ratings.Of(3, 0, "0012", "0122");

        Assert.Equal((.875 - .65625) / (1 - .65625), GwetAc.Ac2(votes, GwetAc.Quadratic(3)), 12);
    }

    [Fact]
    public void Ac1_OneCommonLabel_StaysHighWhereKappaFalls()
    {
        var votes = Ratings.Of(2, 0, "1000000000", "0100000000");

        Assert.True(FleissKappa.Of(votes) < 0);
        Assert.True(GwetAc.Ac1(votes) > .7);
    }
}
