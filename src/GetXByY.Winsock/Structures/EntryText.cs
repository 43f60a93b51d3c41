using System.Text;

namespace GetXByY.Winsock;

/// <summary>A string of an entry: a text, or octets that are one already. The default value is none at all.</summary>
internal readonly ref struct EntryText
{
    private readonly string? _text;
    private readonly ReadOnlySpan<byte> _octets;

    internal EntryText(string text) => _text = text;

    /// <param name="ascii">Without a zero.</param>
    internal EntryText(ReadOnlySpan<byte> ascii)
    {
        _text = "";
        _octets = ascii;
    }

    /// <summary>Whether there is none.</summary>
    internal bool IsNone => _text is null;

    /// <summary>Its length in octets, with the zero behind it.</summary>
    internal int Size => (_octets.IsEmpty ? Encoding.UTF8.GetByteCount(_text!) : _octets.Length) + 1;

    /// <summary>Writes it without the zero.</summary>
    /// <returns>The octets written.</returns>
    internal int Write(Span<byte> destination)
    {
        if (_octets.IsEmpty)
        {
            return Encoding.UTF8.GetBytes(_text!, destination);
        }
        _octets.CopyTo(destination);
        return _octets.Length;
    }
}
