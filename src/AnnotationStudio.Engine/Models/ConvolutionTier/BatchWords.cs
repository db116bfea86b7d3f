using System.Runtime.InteropServices;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>The distinct words of one batch of texts, numbered from 0, and the texts in those numbers.</summary>
internal sealed class BatchWords
{
    private readonly List<int> _forms = [];
    private readonly List<int> _places = [];
    private readonly List<int> _ends = [];
    private int[] _numbers = [];

    /// <summary>How many distinct words the batch has.</summary>
    public int Count => _forms.Count;

    /// <summary>The form of one of them.</summary>
    public int Form(int word) => _forms[word];

    /// <summary>A text of the batch.</summary>
    public ReadOnlySpan<int> Sequence(int text)
    {
        var start = text == 0 ? 0 : _ends[text - 1];
        return CollectionsMarshal.AsSpan(_places)[start.._ends[text]];
    }

    /// <summary>Numbers the words of some texts in the order of their appearance.</summary>
    public void Gather(EncodedTexts texts, ReadOnlySpan<int> rows)
    {
        foreach (var form in _forms)
            _numbers[form] = 0;
        if (_numbers.Length < texts.Forms.Count)
            _numbers = new int[texts.Forms.Count];
        _forms.Clear();
        _places.Clear();
        _ends.Clear();
        foreach (var row in rows)
        {
            foreach (var form in texts.Sequences[row])
            {
                if (_numbers[form] == 0)
                {
                    _forms.Add(form);
                    _numbers[form] = _forms.Count;
                }

                _places.Add(_numbers[form] - 1);
            }

            _ends.Add(_places.Count);
        }
    }
}
