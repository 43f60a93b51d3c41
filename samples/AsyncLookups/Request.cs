using System.Runtime.InteropServices;

namespace AsyncLookups;

/// <summary>A request with its buffer, which the system may write to until the message comes or a cancel succeeds.</summary>
internal abstract class Request
{
    // Too small for many, to show what WSAENOBUFS is for; MAXGETHOSTSTRUCT is the usual size.
    private int _length = 64;
    private nint _buffer = Marshal.AllocHGlobal(64);

    internal bool Succeeded { get; set; }

    /// <summary>Starts it. Returns its handle, or 0.</summary>
    internal nint Start(nint window, uint message) => Start(window, message, _buffer, _length);

    internal string Describe() => Describe(_buffer);

    /// <summary>Gets a larger buffer for the next try.</summary>
    internal void Grow(int length)
    {
        Free();
        _buffer = Marshal.AllocHGlobal(length);
        _length = length;
    }

    /// <summary>The request has ended, or a cancel of it has succeeded.</summary>
    internal void Free()
    {
        Marshal.FreeHGlobal(_buffer);
        _buffer = 0;
    }

    public abstract override string ToString();

    protected abstract nint Start(nint window, uint message, nint buffer, int length);

    protected abstract string Describe(nint buffer);

    protected static unsafe string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text)!;

    protected static unsafe string Texts(byte** list)
    {
        var texts = new List<string>();
        for (; *list is not null; list++)
        {
            texts.Add(Text(*list));
        }
        return texts.Count == 0 ? "" : $" ({string.Join(' ', texts)})";
    }
}
