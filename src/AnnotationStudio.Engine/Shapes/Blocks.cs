namespace AnnotationStudio.Engine.Shapes;

/// <summary>Runs numbered blocks of work on a few threads of its own, so that the thread pool stays free for requests.</summary>
internal static class Blocks
{
    /// <summary>Runs <paramref name="body"/> once for each block; the order is not defined, so blocks must write to places of their own.</summary>
    /// <exception cref="OperationCanceledException">Before the next block of any thread.</exception>
    public static void Run(int threads, int blocks, Action<int> body, CancellationToken ct) =>
        Run(threads, blocks, static () => 0, (block, _) => body(block), ct);

    /// <summary>The same, with scratch space made once for each thread.</summary>
    public static void Run<TScratch>(int threads, int blocks, Func<TScratch> scratch, Action<int, TScratch> body, CancellationToken ct)
    {
        var next = -1;
        Exception? failure = null;

        void Work()
        {
            try
            {
                var own = scratch();
                for (var block = Interlocked.Increment(ref next); block < blocks; block = Interlocked.Increment(ref next))
                {
                    ct.ThrowIfCancellationRequested();
                    body(block, own);
                }
            }
            catch (Exception raised)
            {
                Interlocked.CompareExchange(ref failure, raised, null);
                Interlocked.Exchange(ref next, int.MaxValue / 2);
            }
        }

        var helpers = new Thread[Math.Max(0, Math.Min(threads, blocks) - 1)];
        for (var i = 0; i < helpers.Length; i++)
        {
            helpers[i] = new Thread(Work) { IsBackground = true, Name = "Engine" };
            helpers[i].Start();
        }

        Work();
        foreach (var helper in helpers)
            helper.Join();
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>How many blocks of at most <paramref name="size"/> cover <paramref name="count"/> things.</summary>
    public static int Count(int count, int size) => (count + size - 1) / size;
}
