using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Learning;

internal static class LearningSetup
{
    public static IServiceCollection AddLearning(this IServiceCollection services)
    {
        services.AddOptions<LearningOptions>().BindConfiguration("Learning").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LearningOptions>, LearningOptionsValidator>();
        services.AddSingleton<PoolKeeper>().AddSingleton<RungChoice>().AddSingleton<RoundPlanner>().AddSingleton<RoundRunner>().AddSingleton<RoundSteps>().AddSingleton<RoundWork>().AddSingleton<QueueWriter>().AddSingleton<FirstQueue>().AddSingleton<ProjectRemains>().AddSingleton<RunLine>().AddSingleton<ConsensusModel>().AddSingleton<ConsensusWork>().AddSingleton<ErrorSearcher>().AddSingleton<ErrorSearchWork>();
        services.AddSingleton<TrainingDesk>().AddSingleton<ModelDesk>().AddSingleton<RegistryDesk>();
        services.AddSingleton<ModelsDesks>().AddSingleton<LadderDesk>().AddSingleton<CompareDesk>().AddSingleton<ModelCardDesk>();
        services.AddSingleton<Agenda>().AddSingleton<QueueRanking>().AddSingleton<RankingWorker>().AddHostedService(provider => provider.GetRequiredService<RankingWorker>());
        services.AddHostedService<ConsensusWorker>();
        services.AddSingleton<LearningWorker>().AddHostedService(provider => provider.GetRequiredService<LearningWorker>());
        services.AddVerbs(TrainVerb.Add).AddVerbs(SimulateVerb.Add).AddVerbs(EvaluateVerb.Add);
        return services;
    }
}
