using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GetXByY.Dns.Resolution;

/// <summary>The slab of queries. Only the pump uses it.</summary>
internal sealed class QueryCells
{
    internal const int None = -1;
    private const int ChunkBits = 10;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<QueryCell[]> _chunks = [];
    private int _free = None;
    private int _highWater;

    /// <summary>How many queries are in use.</summary>
    internal int Count { get; private set; }

    internal ref QueryCell this[int index] => ref _chunks[index >> ChunkBits][index & (ChunkSize - 1)];

    /// <summary>Asks the processor for the memory of a query that will be looked at soon, if it is one of which .NET knows how.</summary>
    internal unsafe void Expect(int index)
    {
        if (!Sse.IsSupported)
            return;
        // The collector may move it meanwhile: then this was for nothing, and does no harm. It may lie in two lines of a cache.
        byte* cell = (byte*)Unsafe.AsPointer(ref this[index]);
        Sse.Prefetch0(cell);
        Sse.Prefetch0(cell + sizeof(QueryCell) - 1);
    }

    internal int Rent()
    {
        int index = _free;
        if (index != None)
        {
            _free = this[index].Next;
        }
        else
        {
            index = _highWater++;
            if (index >> ChunkBits == _chunks.Count)
                _chunks.Add(new QueryCell[ChunkSize]);
        }
        Count++;
        this[index] = default;
        return index;
    }

    internal void Return(int index)
    {
        this[index].Phase = QueryPhase.Free;
        this[index].Next = _free;
        _free = index;
        Count--;
    }

    /// <summary>Forgets all queries.</summary>
    internal void Clear()
    {
        _chunks.Clear();
        _free = None;
        _highWater = 0;
        Count = 0;
    }
}
