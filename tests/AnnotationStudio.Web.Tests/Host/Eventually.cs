namespace AnnotationStudio.Web.Tests.Host;

/// <summary>Waits for what the background does, looking often, up to a limit that only a hang reaches.</summary>
public static class Eventually
{
    public static async Task<T> BecomesAsync<T>(Func<Task<T>> read, Func<T, bool> isReached, int seconds = 60)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(isReached);
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var value = await read();
            if (isReached(value))
                return value;
            Assert.True(TimeProvider.System.GetElapsedTime(started).TotalSeconds < seconds, $"Not reached within {seconds} s; last seen: {value}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }
}
