using System.Runtime.InteropServices;

namespace GetXByY.Winsock;

/// <summary>Lays out an entry in the caller's memory: the structure, the array of aliases, the array of addresses, the
/// addresses, the strings (name, second string, aliases).</summary>
/// <remarks>Where things lie depends on the entry alone, not on the memory's address: nothing is padded for it, so the
/// size needed is known before, and the memory may be misaligned. Every write goes through the span of the caller's
/// memory: a mistake here ends in an exception and never outside of it.</remarks>
internal ref struct StructureWriter
{
    /// <summary>The most that the message's 16 bits can tell.</summary>
    internal const int MaxSize = ushort.MaxValue;

    private readonly Span<byte> _memory;
    private readonly nuint _base;
    private readonly StructureLayout _layout;
    private int _strings;
    private int _empty;

    private StructureWriter(Span<byte> memory, nuint address, StructureLayout layout)
    {
        _memory = memory;
        _base = address;
        _layout = layout;
    }

    /// <summary>Where the second string was put.</summary>
    internal int SecondOffset { get; private set; }

    /// <summary>The size in bytes of the entry: at most 65,535, for which lists are cut.</summary>
    internal static int SizeOf(in EntryParts parts) => parts.Fit(MaxSize).Size;

    /// <summary>Writes as much of the entry as fits.</summary>
    /// <param name="parts">The entry.</param>
    /// <param name="memory">The caller's memory.</param>
    /// <param name="length">Its length in bytes; 0 or less for none.</param>
    /// <param name="needed">The size of the entry: it was written as a whole when that is not above the length.</param>
    /// <param name="writer">Writes the structure's own fields, when the result is true.</param>
    /// <returns>False when the memory was not touched: not even the structure with empty lists fits.</returns>
    internal static unsafe bool TryWrite(
        in EntryParts parts, nint memory, int length, out int needed, out StructureWriter writer)
    {
        EntryCut cut = parts.Fit(MaxSize);
        needed = cut.Size;
        if (length < needed)
        {
            cut = parts.Fit(length);
        }
        if (cut.Size == 0)
        {
            writer = default;
            return false;
        }
        writer = new StructureWriter(new Span<byte>((void*)memory, cut.Size), (nuint)memory, parts.Layout);
        writer.WriteLists(parts, cut);
        return true;
    }

    internal readonly void WriteInt16(int offset, short value) => MemoryMarshal.Write(_memory[offset..], in value);

    internal readonly void WritePointer(int offset, int target)
    {
        nuint address = _base + (nuint)target;
        if (_layout.PointerSize == sizeof(ulong))
        {
            MemoryMarshal.Write<ulong>(_memory[offset..], address);
        }
        else
        {
            MemoryMarshal.Write(_memory[offset..], unchecked((uint)address));
        }
    }

    private void WriteLists(in EntryParts parts, in EntryCut cut)
    {
        int aliasArray = parts.HeadSize;
        int next = aliasArray + ((cut.Aliases + 1) * _layout.PointerSize);
        _memory[..next].Clear();
        WritePointer(_layout.Aliases, aliasArray);
        if (!parts.Addresses.IsNone)
        {
            WritePointer(_layout.HostentAddressList, next);
            next = WriteAddresses(parts, cut.Addresses, next);
        }
        _strings = next;
        WriteNames(parts, cut);
        for (int i = 0; i < cut.Aliases; i++)
        {
            WritePointer(aliasArray + (i * _layout.PointerSize), WriteString(new EntryText(parts.Aliases[i])));
        }
    }

    /// <summary>Writes the array and the addresses behind it. Returns where they end.</summary>
    private readonly int WriteAddresses(in EntryParts parts, int count, int array)
    {
        int next = array + ((count + 1) * _layout.PointerSize);
        _memory[array..next].Clear();
        for (int i = 0; count > 0; i++)
        {
            if (parts.Addresses.IsOfFamily(i))
            {
                parts.Addresses.Write(i, _memory[next..]);
                WritePointer(array, next);
                array += _layout.PointerSize;
                next += parts.Addresses.OctetsOfOne;
                count--;
            }
        }
        return next;
    }

    /// <summary>A string that was left out becomes the terminator of the other one, or of none.</summary>
    private void WriteNames(in EntryParts parts, in EntryCut cut)
    {
        int name = cut.KeepsName ? WriteString(parts.Name) : -1;
        int second = cut.KeepsSecond ? WriteString(parts.Second) : -1;
        if (name < 0 && second < 0)
        {
            WriteString(new EntryText(""));
        }
        WritePointer(StructureLayout.Name, name < 0 ? _empty : name);
        SecondOffset = second < 0 ? _empty : second;
    }

    private int WriteString(in EntryText text)
    {
        int offset = _strings;
        _empty = offset + text.Write(_memory[offset..]);
        _memory[_empty] = 0;
        _strings = _empty + 1;
        return offset;
    }
}
