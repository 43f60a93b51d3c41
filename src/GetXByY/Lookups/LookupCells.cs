using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GetXByY.Lookups;

/// <summary>The slab of cells of one engine: grows as look-ups are outstanding at once, and is never moved.</summary>
/// <remarks><see cref="TryRent"/> and <see cref="Return"/> may be called from any thread and take no lock. Who may
/// touch a rented cell is told at <see cref="LookupCell"/>.</remarks>
internal sealed class LookupCells
{
    private const int ChunkBits = 9;
    private const int ChunkSize = 1 << ChunkBits;
    private const int None = -1;
    private const int Closed = int.MinValue;

    // What a cache holds together, in bytes; a cell lies in two or three of them.
    private const int LineLength = 64;

    // The arguments that do not fit in their cells, by the cells' indices. They belong to the engine.
    private ConcurrentDictionary<int, byte[]>? _longArguments;

    private readonly Chunk?[] _chunks;
    private readonly int _capacity;

    // Cells that were used before and are free: the index of the first in the low half, linked by SubmitLink. The high
    // half counts the changes, so that a taker that was overtaken by a taker and a returner of the same cell sees it.
    private long _free = Pack(0, None);

    // How many cells were ever rented; those behind were never touched.
    private int _highWater;

    // How many are rented or just being rented; far below zero when no more may be.
    private int _rented;

    internal LookupCells(int capacity)
    {
        _capacity = capacity;
        _chunks = new Chunk?[(capacity + ChunkSize - 1) >> ChunkBits];
    }

    /// <summary>How many cells are rented now.</summary>
    internal int Rented => Math.Max(0, Atomic.Read(ref _rented));

    /// <summary>How many cells were rented at once at most; those behind hold nothing.</summary>
    internal int HighWater => Atomic.Read(ref _highWater);

    /// <summary>Whether few can be rented any more.</summary>
    internal bool AreShort => Rented > _capacity - _capacity / 8;

    internal ref LookupCell this[int index] => ref _chunks[index >> ChunkBits]!.Cells[index & (ChunkSize - 1)];

    /// <summary>The face of the look-up in a cell, kept beside it so that cells hold no references. It belongs to whoever
    /// ends the look-up: the finisher that completed it, or the canceller that won.</summary>
    internal ref LookupFace? Face(int index) => ref _chunks[index >> ChunkBits]!.Faces[index & (ChunkSize - 1)].Face;

    /// <summary>The next cell behind one that is cancelled. It belongs to the canceller that won, until the cell is sent back.
    /// It stands apart so that cancels of look-ups that were started one after the other share lines of memory.</summary>
    internal ref int CancelLink(int index) => ref _chunks[index >> ChunkBits]!.CancelLinks[index & (ChunkSize - 1)];

    /// <summary>Asks the processor for the memory of a cell that will be read soon, if it is one of which .NET knows how.</summary>
    internal unsafe void Expect(int index)
    {
        if (!Sse.IsSupported)
            return;
        // The collector may move it meanwhile: then this was for nothing, and does no harm.
        Chunk chunk = _chunks[index >> ChunkBits]!;
        byte* cell = (byte*)Unsafe.AsPointer(ref chunk.Cells[index & (ChunkSize - 1)]);
        Sse.Prefetch0(cell);
        Sse.Prefetch0(cell + LineLength);
        Sse.Prefetch0(cell + sizeof(LookupCell) - 1);
        Sse.Prefetch0(Unsafe.AsPointer(ref chunk.Faces[index & (ChunkSize - 1)]));
    }

    /// <summary>Keeps a look-up's arguments, together at most 510 bytes.</summary>
    internal void SetArguments(int index, ReadOnlySpan<byte> argument, ReadOnlySpan<byte> protocol)
    {
        ref LookupCell cell = ref this[index];
        cell.ArgumentLength = (byte)argument.Length;
        cell.ProtocolLength = (byte)protocol.Length;
        Span<byte> room = HasLongArguments(cell)
            ? Atomic.At(LongArguments)[index] = new byte[argument.Length + protocol.Length]
            : cell.Arguments;
        argument.CopyTo(room);
        protocol.CopyTo(room[argument.Length..]);
    }

    /// <summary>The name or the bytes of the address that is looked up.</summary>
    internal ReadOnlySpan<byte> Argument(int index) => Arguments(index)[..this[index].ArgumentLength];

    /// <summary>The name of the protocol, for services.</summary>
    internal ReadOnlySpan<byte> Protocol(int index)
    {
        ref LookupCell cell = ref this[index];
        return Arguments(index).Slice(cell.ArgumentLength, cell.ProtocolLength);
    }

    /// <summary>Takes a free cell; its contents are those of its last use.</summary>
    /// <returns>False when as many are rented as there may be, or none may be any more.</returns>
    internal bool TryRent(out int index)
    {
        index = None;
        if (Atomic.Increment(ref _rented) > 0 && (TryRentUsed(out index) || TryRentUntouched(out index)))
            return true;
        Atomic.Decrement(ref _rented);
        return false;
    }

    /// <summary>Gives a cell back.</summary>
    internal void Return(int index)
    {
        Face(index) = null;
        if (HasLongArguments(this[index]))
            Atomic.At(LongArguments).TryRemove(index, out _);
        while (true)
        {
            long seen = Atomic.Read(ref _free);
            Atomic.Write(ref this[index].SubmitLink, IndexOf(seen));
            if (Atomic.CompareExchange(ref _free, Pack(seen, index), seen) == seen)
                break;
        }
        Atomic.Decrement(ref _rented);
    }

    /// <summary>Sees to it that no cell is rented any more.</summary>
    /// <returns>False while some are.</returns>
    internal bool TryClose() => Atomic.CompareExchange(ref _rented, Closed, 0) == 0;

    private static bool HasLongArguments(in LookupCell cell) =>
        cell.ArgumentLength + cell.ProtocolLength > LookupCell.ArgumentCapacity;

    private ReadOnlySpan<byte> Arguments(int index) => HasLongArguments(this[index])
        ? Atomic.At(LongArguments)[index]
        : (ReadOnlySpan<byte>)this[index].Arguments;

    // Of several starters that need it first one puts its own there, the others drop theirs.
    private ConcurrentDictionary<int, byte[]> LongArguments
    {
        get
        {
            if (Atomic.Read(ref _longArguments) is { } arguments)
                return arguments;
            arguments = new();
            return Atomic.CompareExchange(ref _longArguments, arguments, null) ?? arguments;
        }
    }

    private bool TryRentUsed(out int index)
    {
        while (true)
        {
            long seen = Atomic.Read(ref _free);
            index = IndexOf(seen);
            if (index == None)
                return false;
            // Another taker may own this cell by now and write to the link: then the exchange fails and it is not used.
            int next = Atomic.Read(ref this[index].SubmitLink);
            if (Atomic.CompareExchange(ref _free, Pack(seen, next), seen) == seen)
                return true;
        }
    }

    private bool TryRentUntouched(out int index)
    {
        while (true)
        {
            index = Atomic.Read(ref _highWater);
            if (index >= _capacity)
                return false;
            if (_chunks[index >> ChunkBits] is null)
                // Of several starters that need the chunk one puts its own there, the others drop theirs.
                Atomic.CompareExchange(ref _chunks[index >> ChunkBits], new Chunk(), null);
            if (Atomic.CompareExchange(ref _highWater, index + 1, index) == index)
                return true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Pack(long previous, int index) =>
        (long)((((ulong)previous >> 32) + 1) << 32) | (uint)index;

    private static int IndexOf(long head) => (int)head;

    private sealed class Chunk
    {
        internal readonly LookupCell[] Cells = new LookupCell[ChunkSize];
        internal readonly FaceSlot[] Faces = new FaceSlot[ChunkSize];
        internal readonly int[] CancelLinks = GC.AllocateUninitializedArray<int>(ChunkSize);
    }

    // Of an element of an array of references the runtime would look up the type, each time that a reference to it is taken.
    private struct FaceSlot
    {
        internal LookupFace? Face;
    }
}
