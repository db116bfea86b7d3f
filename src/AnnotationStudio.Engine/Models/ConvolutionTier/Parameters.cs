using System.Numerics;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>One group of parameters in training: values, gradient and Adam's two moments.</summary>
/// <remarks>AdamW: decay is taken from the values, not added to the gradient. Source: Kingma &amp; Ba (2015); Loshchilov &amp; Hutter (2019).</remarks>
internal sealed unsafe class Parameters(int count) : IDisposable
{
    private const float FirstDecay = .9f;
    private const float SecondDecay = .999f;
    private const float Epsilon = 1e-8f;
    private readonly FloatBuffer _values = new(count);
    private readonly FloatBuffer _gradient = new(count);
    private readonly FloatBuffer _first = new(count);
    private readonly FloatBuffer _second = new(count);

    public Span<float> Values => _values.GetSpan();

    public Span<float> Gradient => _gradient.GetSpan();

    public Memory<float> Memory => _values.Memory;

    /// <summary>Where values lie and where their gradients are added up.</summary>
    public WindowPooling.Differentiated Pointers => new(_values.First, _gradient.First);

    /// <summary>Steps against the gradient of some of the parameters, and clears it.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="length">How many.</param>
    /// <param name="step">Number of the step, from 1: the moments start at zero, which is corrected for.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="decay">Share of the value taken off, times the rate.</param>
    public void Step(int start, int length, int step, double rate, double decay)
    {
        var firstCorrection = 1 - Math.Pow(FirstDecay, step);
        var secondCorrection = Math.Sqrt(1 - Math.Pow(SecondDecay, step));
        var scale = (float)(rate * secondCorrection / firstCorrection);
        var epsilon = (float)(Epsilon * secondCorrection);
        var keep = (float)(1 - (rate * decay));
        float* value = _values.First + start, gradient = _gradient.First + start, first = _first.First + start, second = _second.First + start;
        var i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var slope = Vector.Load(gradient + i);
            var mean = (FirstDecay * Vector.Load(first + i)) + ((1 - FirstDecay) * slope);
            var square = (SecondDecay * Vector.Load(second + i)) + ((1 - SecondDecay) * slope * slope);
            mean.Store(first + i);
            square.Store(second + i);
            ((keep * Vector.Load(value + i)) - (scale * mean / (Vector.SquareRoot(square) + new Vector<float>(epsilon)))).Store(value + i);
            Vector<float>.Zero.Store(gradient + i);
        }

        for (; i < length; i++)
        {
            first[i] = (FirstDecay * first[i]) + ((1 - FirstDecay) * gradient[i]);
            second[i] = (SecondDecay * second[i]) + ((1 - SecondDecay) * gradient[i] * gradient[i]);
            value[i] = (keep * value[i]) - (scale * first[i] / (MathF.Sqrt(second[i]) + epsilon));
            gradient[i] = 0;
        }
    }

    public void Dispose()
    {
        foreach (IDisposable buffer in new[] { _values, _gradient, _first, _second })
            buffer.Dispose();
    }
}
