using System.Buffers;
using System.Runtime.InteropServices;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>Floats outside the collected heap, aligned to cache lines and zero at first; freed when disposed of.</summary>
internal sealed unsafe class FloatBuffer : MemoryManager<float>
{
    private const nuint CacheLine = 64;
    private float* _first;
    private int _length;

    public FloatBuffer(int length)
    {
        _first = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), CacheLine);
        _length = length;
        GetSpan().Clear();
    }

    /// <summary>The first float; valid until disposed of.</summary>
    public float* First => _first;

    /// <inheritdoc/>
    public override Span<float> GetSpan() => new(_first, _length);

    /// <summary>Makes room for at least so many floats; what was there is lost.</summary>
    public void Reserve(int length)
    {
        if (length <= _length)
            return;
        var grown = length + (length / 4);
        NativeMemory.AlignedFree(_first);
        _first = (float*)NativeMemory.AlignedAlloc((nuint)grown * sizeof(float), CacheLine);
        _length = grown;
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_first + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        NativeMemory.AlignedFree(_first);
        _first = null;
        _length = 0;
    }
}
