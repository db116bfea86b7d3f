using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>How often one address may try to come in. Besides it, each account locks itself after wrong passwords.</summary>
public sealed class SignInPace(IOptions<AccountsOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.Value.SignInsPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));

    /// <summary>Whether this try may be made; it counts.</summary>
    public bool TryEnter(string address)
    {
        using var lease = _limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
