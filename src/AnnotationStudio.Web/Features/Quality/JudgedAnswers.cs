namespace AnnotationStudio.Web.Features.Quality;

/// <summary>One answer beside what is held right.</summary>
/// <param name="Item">The item's id.</param>
/// <param name="Right">Indexes of the labels, ascending.</param>
/// <param name="Said">The same of what was said.</param>
internal readonly record struct JudgedAnswer(long Item, int[] Right, int[] Said)
{
    public bool IsRight => Right.AsSpan().SequenceEqual(Said);

    /// <summary>One person's answers that can be judged.</summary>
    /// <param name="read">All votes.</param>
    /// <param name="person">Index of the person; below 0 for somebody without a vote.</param>
    public static List<JudgedAnswer> Of(ProjectVotes read, int person)
    {
        var judged = new List<JudgedAnswer>();
        foreach (var given in read.Given.Where(given => given.Person == person))
            if (HeldRight.Of(read, given) is >= 0 and var right)
                judged.Add(new JudgedAnswer(read.Items[given.Item], read.Votes.LabelsOf(right).ToArray(), read.Votes.LabelsOf(given.Answer).ToArray()));
        return judged;
    }
}
