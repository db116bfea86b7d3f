using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AnnotationStudio.Web.Hosting;

/// <summary>How often one token may call in one second, so that a program that went wild does not keep people waiting.</summary>
/// <remarks>
/// Seconds are those of the clock, so who stays within the limit in every second is never refused. The framework's limiter opens its windows by a timer and
/// opens them late on a busy machine, which refuses calls that are within.
/// </remarks>
internal sealed class TokenPace(IOptions<StudioOptions> options, TimeProvider time) : IMiddleware
{
    private readonly ConcurrentDictionary<int, Count> _counts = new();

    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        !Api.IsApi(context) || context.User.TokenId() is not { } token || TryEnter(token) ? next(context) : RefuseAsync(context);

    /// <summary>Whether this call may be made; it counts.</summary>
    public bool TryEnter(int tokenId) => _counts.GetOrAdd(tokenId, static _ => new Count()).Add(time.GetUtcNow().ToUnixTimeSeconds()) <= options.Value.CallsPerSecond;

    private Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers[HeaderNames.RetryAfter] = "1";
        return TypedResults
            .Problem(
                $"This token called more than {options.Value.CallsPerSecond} times within one second. Wait a second, then go on more slowly, or send more in each call.",
                statusCode: StatusCodes.Status429TooManyRequests, title: "Slow down", type: "urn:annotation-studio:slow-down")
            .ExecuteAsync(context);
    }

    private sealed class Count
    {
        private readonly Lock _gate = new();
        private long _second;
        private int _calls;

        public int Add(long second)
        {
            lock (_gate)
            {
                (_second, _calls) = second == _second ? (_second, _calls + 1) : (second, 1);
                return _calls;
            }
        }
    }
}
