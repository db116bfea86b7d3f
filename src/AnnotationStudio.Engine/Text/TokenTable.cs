namespace AnnotationStudio.Engine.Text;

/// <summary>Numbers token hashes in the order of their first appearance: an open-addressing table without objects.</summary>
internal sealed class TokenTable
{
    private ulong[] _keys;
    private int[] _numbers;
    private readonly List<ulong> _tokens = [];

    public TokenTable(int capacity = 1024)
    {
        var size = 1024;
        while (size < 2 * capacity)
            size *= 2;
        _keys = new ulong[size];
        _numbers = new int[size];
    }

    /// <summary>How many tokens are known.</summary>
    public int Count => _tokens.Count;

    /// <summary>The token with a number.</summary>
    public ulong Key(int number) => _tokens[number];

    /// <summary>The token's number; -1 when it is not known.</summary>
    public int Find(ulong token)
    {
        var slot = Slot(token);
        return _numbers[slot] - 1;
    }

    /// <summary>The token's number, a new one if it was not known.</summary>
    public int FindOrAdd(ulong token)
    {
        var slot = Slot(token);
        if (_numbers[slot] != 0)
            return _numbers[slot] - 1;
        _keys[slot] = token;
        _tokens.Add(token);
        _numbers[slot] = Count;
        if (2 * Count > _keys.Length)
            Grow();
        return Count - 1;
    }

    /// <summary>Forgets all tokens and keeps the room.</summary>
    public void Clear()
    {
        _tokens.Clear();
        Array.Clear(_numbers);
    }

    private int Slot(ulong token)
    {
        var mask = _keys.Length - 1;
        var slot = (int)(token & (ulong)mask);
        while (_numbers[slot] != 0 && _keys[slot] != token)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var (keys, numbers) = (_keys, _numbers);
        _keys = new ulong[keys.Length * 2];
        _numbers = new int[keys.Length * 2];
        for (var i = 0; i < keys.Length; i++)
        {
            if (numbers[i] == 0)
                continue;
            var slot = Slot(keys[i]);
            _keys[slot] = keys[i];
            _numbers[slot] = numbers[i];
        }
    }
}
