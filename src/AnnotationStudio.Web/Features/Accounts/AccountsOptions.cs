using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>Section <c>Accounts</c>.</summary>
public sealed class AccountsOptions
{
    [Range(1, 100_000)]
    public int SignInsPerMinute { get; init; } = 30;   // tries from one address; more are answered 429
}

[OptionsValidator]
internal sealed partial class AccountsOptionsValidator : IValidateOptions<AccountsOptions>;
