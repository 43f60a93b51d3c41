namespace GetXByY.Dns.Message;

// RFC 1035 4.1.4. Where a label's length may stand, a name may instead end with a pointer to an earlier place:
//
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   | 0  0|  length         |  1 to 63 octets  ...  |     a label; length 0 is the root and ends the name
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   | 1  1|                OFFSET                   |     from the first octet of the DNS message
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//
// 0 1 and 1 0 are reserved (RFC 6891 5 ended the one use there was): malformed.

/// <summary>Reads the labels of one name in a DNS message, through its compression (RFC 1035 4.1.4). All the bounds
/// on names stand here and nowhere else.</summary>
/// <remarks>A pointer must lead before every place where this name was read so far, so no loop is possible, and not
/// into the header, where no name can be. The number of pointers is bounded too, else a chain of a thousand pointers
/// would cost a thousand steps for each of a thousand records that begin with it.</remarks>
internal ref struct LabelReader
{
    /// <summary>Enough for a chain of aliases each of whose names ends in a pointer to the one before.</summary>
    internal const int MaxPointers = 32;

    private readonly ReadOnlySpan<byte> _message;
    private int _position;
    private int _lowest;
    private int _length;
    private int _pointers;

    internal LabelReader(ReadOnlySpan<byte> message, int offset)
    {
        _message = message;
        _position = offset;
        _lowest = offset;
    }

    /// <summary>The octets of the label that was read last.</summary>
    internal ReadOnlySpan<byte> Label { get; private set; }

    /// <summary>Whether the root was reached: the name is whole and valid.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>Where the next field begins, behind the root or the first pointer. Valid when complete.</summary>
    internal int End { get; private set; }

    /// <summary>Reads the next label. False at the root, and when the name is malformed; see
    /// <see cref="IsComplete"/>.</summary>
    internal bool TryReadNext()
    {
        while ((uint)_position < (uint)_message.Length)
        {
            int first = _message[_position];
            if (first == 0)
            {
                if (_pointers == 0)
                    End = _position + 1;
                IsComplete = true;
                return false;
            }
            if (first <= DomainName.MaxLabelLength)
                return TryTakeLabel(first);
            if (first < 0xC0 || !TryFollowPointer())
                return false;
        }
        return false;
    }

    private bool TryTakeLabel(int length)
    {
        _length += length + 1;
        // the root's octet must still find room
        if (_length >= DomainName.MaxLength || length > _message.Length - _position - 1)
            return false;
        Label = _message.Slice(_position + 1, length);
        _position += length + 1;
        return true;
    }

    private bool TryFollowPointer()
    {
        if (_position + 1 >= _message.Length)
            return false;
        int target = ((_message[_position] & 0x3F) << 8) | _message[_position + 1];
        if (_pointers == 0)
            End = _position + 2;
        if (target < MessageHeader.Size || target >= _lowest || ++_pointers > MaxPointers)
            return false;
        _position = target;
        _lowest = target;
        return true;
    }
}
