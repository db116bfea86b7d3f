using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Learning;

internal static class LearningSetup
{
    public static IServiceCollection AddLearning(this IServiceCollection services)
    {
        services.AddOptions<LearningOptions>().BindConfiguration("Learning").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LearningOptions>, LearningOptionsValidator>();
        services.AddSingleton<PoolKeeper>().AddSingleton<RoundRunner>().AddSingleton<RoundWork>().AddSingleton<RunLine>().AddSingleton<RunInProgress>();
        services.AddSingleton<TrainingDesk>().AddSingleton<ModelDesk>();
        services.AddSingleton<LearningWorker>().AddHostedService(provider => provider.GetRequiredService<LearningWorker>());
        services.AddVerbs(TrainVerb.Add).AddVerbs(SimulateVerb.Add).AddVerbs(EvaluateVerb.Add);
        return services;
    }
}
