namespace GetXByY.Dns.Resolution;

/// <summary>Which query has which id on which channel: a flat table of 64-bit words with linear probing. An id may
/// also be at rest. Only the pump uses it.</summary>
internal sealed class IdMap
{
    /// <summary>The value of an id that rests.</summary>
    internal const int Resting = -2;

    /// <summary>The value of an id that is free.</summary>
    internal const int Free = -1;

    // A word is the channel (16 bits), the id (16 bits) and the value plus 3 (32 bits), so that zero is an empty word.
    private ulong[] _words = new ulong[64];
    private int _count;

    /// <summary>How many ids are in use or at rest.</summary>
    internal int Count => _count;

    /// <summary>The query that has an id, or Resting, or Free.</summary>
    internal int Find(ushort channel, ushort id)
    {
        uint key = KeyOf(channel, id);
        for (int i = SlotOf(key); ; i = (i + 1) & (_words.Length - 1))
        {
            ulong word = _words[i];
            if (word == 0)
                return Free;
            if ((uint)(word >> 32) == key)
                return ValueOf(word);
        }
    }

    /// <summary>Gives an id to a query, or lays it to rest; it may be in the table already.</summary>
    internal void Set(ushort channel, ushort id, int value)
    {
        if (_count * 2 >= _words.Length)
            Grow();
        uint key = KeyOf(channel, id);
        for (int i = SlotOf(key); ; i = (i + 1) & (_words.Length - 1))
        {
            if (_words[i] != 0 && (uint)(_words[i] >> 32) != key)
                continue;
            if (_words[i] == 0)
                _count++;
            _words[i] = WordOf(key, value);
            return;
        }
    }

    /// <summary>Frees an id.</summary>
    internal void Remove(ushort channel, ushort id)
    {
        uint key = KeyOf(channel, id);
        int mask = _words.Length - 1;
        int hole = SlotOf(key);
        while (_words[hole] == 0 || (uint)(_words[hole] >> 32) != key)
        {
            if (_words[hole] == 0)
                return;
            hole = (hole + 1) & mask;
        }
        _count--;
        // What stands behind the hole moves up, unless it would come to stand before the slot where a search for it
        // begins.
        for (int i = (hole + 1) & mask; _words[i] != 0; i = (i + 1) & mask)
        {
            int home = SlotOf((uint)(_words[i] >> 32));
            if (((i - home) & mask) < ((i - hole) & mask))
                continue;
            _words[hole] = _words[i];
            hole = i;
        }
        _words[hole] = 0;
    }

    private void Grow()
    {
        ulong[] old = _words;
        _words = new ulong[old.Length * 2];
        foreach (ulong word in old)
        {
            if (word == 0)
                continue;
            int i = SlotOf((uint)(word >> 32));
            while (_words[i] != 0)
                i = (i + 1) & (_words.Length - 1);
            _words[i] = word;
        }
    }

    // Fibonacci hashing: ids are random, channels are not.
    private int SlotOf(uint key) => (int)((key * 0x9E3779B97F4A7C15) >> 32) & (_words.Length - 1);

    private static uint KeyOf(ushort channel, ushort id) => ((uint)channel << 16) | id;

    private static ulong WordOf(uint key, int value) => ((ulong)key << 32) | (uint)(value + 3);

    private static int ValueOf(ulong word) => (int)(uint)word - 3;
}
