using System.Runtime.InteropServices;

namespace AnnotationStudio.Web.Hosting;

/// <summary>A thread of its own for computing, behind everybody else's: pages stay quick while a model learns.</summary>
internal static partial class TrainingThread
{
    private const int ProcessScope = 0;
    private const int Niceness = 10;

    public static Task<T> RunAsync<T>(Func<T> compute)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(compute, completion)) { Name = "Studio training", IsBackground = true };
        thread.Start();
        return completion.Task;
    }

    private static void Run<T>(Func<T> compute, TaskCompletionSource<T> completion)
    {
        try
        {
            StepBack();
            completion.SetResult(compute());
        }
        catch (OperationCanceledException exception)
        {
            completion.SetCanceled(exception.CancellationToken);
        }
#pragma warning disable CA1031 // handed over whole to whoever awaits
        catch (Exception exception)
#pragma warning restore CA1031
        {
            completion.SetException(exception);
        }
    }

    // .NET's thread priority does nothing on Linux; the kernel's niceness of a single thread does. The idle policy would give way sooner, and starves
    // where other programs keep the cores busy: a training then never ends (tried). Threads made by this one inherit it.
    private static void StepBack()
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
            return;
        }

        try
        {
            _ = SetPriority(ProcessScope, ThreadId(), Niceness);
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without these calls: training shares the cores evenly.
        }
    }

    [LibraryImport("libc", EntryPoint = "gettid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ThreadId();

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int priority);
}
