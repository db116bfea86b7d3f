namespace AnnotationStudio.Web.Features.Encoders;

internal static class EncodersSetup
{
    public static IServiceCollection AddEncoders(this IServiceCollection services)
    {
        services.AddSingleton<EncoderDesk>().AddSingleton<EncoderMeasuring>().AddSingleton<EmbeddingBoard>().AddSingleton<EmbeddingWork>();
        services.AddHostedService<EmbeddingWorker>();
        return services;
    }
}
