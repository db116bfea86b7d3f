using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Agreement;

/// <summary>Votes written as tables.</summary>
internal static class Ratings
{
    /// <summary>One row a person, one column an item, a point where the person said nothing; digits are labels.</summary>
    /// <param name="labels">Number of labels; digits from <paramref name="first"/> on.</param>
    public static Votes Of(int labels, int first, params string[] people) => Votes.Single(
        people[0].Length, people.Length, labels,
        [
            .. from person in Enumerable.Range(0, people.Length)
               from item in Enumerable.Range(0, people[0].Length)
               where people[person][item] != '.'
               select new Vote(item, person, people[person][item] - '0' - first),
        ]);

    /// <summary>Votes of chance: each person says the truth with a probability, and any other label otherwise.</summary>
    public static Votes Drawn(int items, int people, int labels, double accuracy, Random random) => Votes.Single(
        items, people, labels,
        [
            .. from item in Enumerable.Range(0, items)
               let truth = random.Next(labels)
               from person in Enumerable.Range(0, people)
               select new Vote(item, person, random.NextDouble() < accuracy ? truth : (truth + 1 + random.Next(labels - 1)) % labels),
        ]);

    /// <summary>All votes, one by one.</summary>
    public static List<Vote> List(Votes votes)
    {
        var list = new List<Vote>();
        for (var item = 0; item < votes.Items; item++)
            for (var at = 0; at < votes.CountOf(item); at++)
                list.Add(new(item, votes.AnnotatorsOf(item)[at], votes.AnswersOf(item)[at]));
        return list;
    }

    /// <summary>Krippendorff 2011, section C: 4 observers, 12 units, 5 values, missing ones among them.</summary>
    public static Votes Krippendorff { get; } = Of(5, 1, "123321412...", "1233224125.3", ".3332342251.", "12332441251.");

    /// <summary>Fleiss 1971, table 1: 10 patients, 14 psychiatrists, 5 diagnoses. Who said what is not told, so people are numbered within the patient.</summary>
    public static Votes Fleiss { get; } = OfCounts("0000e", "02642", "00356", "03920", "22811", "77000", "32630", "25322", "65210", "02237");

    private static Votes OfCounts(params string[] items)
    {
        var votes = new List<Vote>();
        for (var item = 0; item < items.Length; item++)
            for (int label = 0, person = 0; label < items[item].Length; label++)
                for (var count = Convert.ToInt32(items[item][label].ToString(), 16); count > 0; count--)
                    votes.Add(new(item, person++, label));
        return Votes.Single(items.Length, 14, 5, [.. votes]);
    }
}
