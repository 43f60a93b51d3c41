using System.Text;

namespace GetXByY.Winsock;

/// <summary>A buffer of the caller's for one of the names of getnameinfo.</summary>
/// <param name="place">Where it is; NULL for none.</param>
/// <param name="length">Its length in characters of the encoding.</param>
/// <param name="encoding">UTF-16, or UTF-8 of which each byte counts as a character.</param>
internal readonly unsafe ref struct NameInfoBuffer(void* place, uint length, Encoding encoding)
{
    private readonly void* _place = place;
    private readonly uint _length = length;
    private readonly Encoding _encoding = encoding;

    internal bool IsNull => _place is null;

    /// <summary>Asked for, but of no length.</summary>
    internal bool IsEmpty => !IsNull && _length == 0;

    private int Width => _encoding == Encoding.UTF8 ? sizeof(byte) : sizeof(char);

    /// <summary>Whether a name fits with its terminator; always, if there is no buffer.</summary>
    internal bool Fits(string name) => IsNull || _encoding.GetByteCount(name) + Width <= (long)_length * Width;

    /// <summary>Writes a name that fits.</summary>
    internal void Write(string name)
    {
        if (!IsNull)
        {
            int written = _encoding.GetBytes(name, new Span<byte>(_place, _encoding.GetByteCount(name)));
            new Span<byte>((byte*)_place + written, Width).Clear();
        }
    }
}
