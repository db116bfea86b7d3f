using System.Numerics.Tensors;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Learning;

/// <summary>The plane that keeps most of the points' variance: their first two principal components.</summary>
public sealed class PlaneProjection
{
    private readonly float[] _mean;
    private readonly float[] _first;
    private readonly float[] _second;

    private PlaneProjection(float[] mean, float[] first, float[] second) => (_mean, _first, _second) = (mean, first, second);

    /// <summary>The plane of some points.</summary>
    /// <param name="points">Row-major.</param>
    /// <param name="width">Numbers in a point, at least 2.</param>
    /// <remarks>O(points · width² + width³).</remarks>
    public static PlaneProjection Of(float[] points, int width)
    {
        var count = points.Length / width;
        var mean = new float[width];
        for (var i = 0; i < count; i++)
            TensorPrimitives.Add(mean, points.AsSpan(i * width, width), mean);
        TensorPrimitives.Divide(mean, Math.Max(1, count), mean);
        var moments = new double[width * width];
        var wide = new double[width];
        for (var i = 0; i < count; i++)
        {
            for (var a = 0; a < width; a++)
                wide[a] = points[(i * width) + a] - mean[a];
            for (var a = 0; a < width; a++)
                TensorPrimitives.MultiplyAdd(wide, wide[a], moments.AsSpan(a * width, width), moments.AsSpan(a * width, width));
        }

        var (_, vectors) = SymmetricEigen.Decompose(moments, width);
        return new PlaneProjection(mean, [.. vectors.Take(width).Select(value => (float)value)], [.. vectors.Skip(width).Take(width).Select(value => (float)value)]);
    }

    /// <summary>Where the points lie on the plane: all x, then all y.</summary>
    /// <param name="points">Row-major.</param>
    /// <param name="width">As the plane's.</param>
    public (float[] X, float[] Y) Places(float[] points, int width)
    {
        var count = points.Length / width;
        var (x, y) = (new float[count], new float[count]);
        var (offX, offY) = (TensorPrimitives.Dot<float>(_mean, _first), TensorPrimitives.Dot<float>(_mean, _second));
        for (var i = 0; i < count; i++)
        {
            var point = points.AsSpan(i * width, width);
            (x[i], y[i]) = (TensorPrimitives.Dot<float>(point, _first) - offX, TensorPrimitives.Dot<float>(point, _second) - offY);
        }

        return (x, y);
    }
}
