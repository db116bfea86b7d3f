namespace AnnotationStudio.Web.Features.Rules;

internal static class RulesSetup
{
    public static IServiceCollection AddRules(this IServiceCollection services) => services
        .AddSingleton<RuleSamples>()
        .AddSingleton<RuleDesk>()
        .AddSingleton<RuleChangeDesk>();
}
