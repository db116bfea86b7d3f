using System.Collections.Concurrent;
using AnnotationStudio.Engine.Models.TransformerTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Encoders;

/// <summary>Loads an encoder and measures it on sample texts, on this machine.</summary>
public sealed class EncoderMeasuring(EncoderShelf encoders, IOptions<EncodersOptions> options, StudioEvents events, TimeProvider time, ILogger<EncoderMeasuring> logger)
{
    private const int Texts = 64;
    private const double LeastSeconds = 1.5;

    private static readonly string[] Sentences =
    [
        "The street lamp outside the school has been dark since Monday.",
        "Could somebody look at the drain, please?",
        "Water comes up through the paving whenever it rains for more than an hour, and the cellar of number twelve has been flooded twice this month.",
        "Thank you for the quick repair.",
        "I was charged twice for the same ticket, once by card and once by phone, and nobody at the counter could tell me which of the two is valid.",
        "The new timetable leaves no bus between nine and eleven.",
        "Our neighbours' dog barks all night.",
        "The bench by the pond is broken again; last year it took four letters until somebody came, so I am writing early this time.",
    ];

    private readonly ConcurrentDictionary<EncoderStamp, EncoderSpeed> _measured = new();

    /// <summary>What was found last; null for an encoder that was not measured since the start.</summary>
    public EncoderSpeed? Find(Encoder encoder) => _measured.GetValueOrDefault(encoder.Stamp);

    /// <summary>Measures on a thread of its own, a few seconds long.</summary>
    /// <exception cref="InvalidDataException">The encoder cannot be used; the message says what to do.</exception>
    public async Task<EncoderSpeed> MeasureAsync(EncoderFolder folder, CancellationToken ct)
    {
        try
        {
            var speed = await TrainingThread.RunAsync(() => Measure(folder, ct));
            Log.Measured(logger, speed.TextsPerSecond, speed.Threads);
            return speed;
        }
        finally
        {
            events.Publish(Happening.EncodersChanged, 0);
        }
    }

    private EncoderSpeed Measure(EncoderFolder folder, CancellationToken ct)
    {
        var encoder = encoders.Library.Open(folder);
        string[] texts = [.. Enumerable.Range(0, Texts).Select(text => string.Join(' ', Enumerable.Range(0, 1 + (text % 4)).Select(part => Sentences[(text + part) % Sentences.Length])))];
        var into = new EmbeddingMatrix(Texts, encoder.Dimension);
        encoder.Embed(texts[..8], new EmbeddingMatrix(8, encoder.Dimension), null, ct);
        var (started, rounds) = (time.GetTimestamp(), 0);
        do
        {
            encoder.Embed(texts, into, null, ct);
            rounds++;
        }
        while (time.GetElapsedTime(started).TotalSeconds < LeastSeconds);
        var words = texts.Sum(text => text.Split(' ').Length);
        return _measured[encoder.Stamp] = new EncoderSpeed(rounds * Texts / time.GetElapsedTime(started).TotalSeconds, Texts, words / Texts, options.Value.Threads);
    }
}
