using System.Net;
using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Tests;

/// <summary>One GetAddrInfoExW with all that is the caller's in native memory, which is filled with what nobody would
/// write.</summary>
internal sealed unsafe class AddressInfoCall : IDisposable
{
    private const byte Fill = 0xCC;

    private readonly WinSockProvider _provider;
    private readonly Variables* _variables;

    internal AddressInfoCall(WinSockProvider provider)
    {
        _provider = provider;
        _variables = (Variables*)NativeMemory.Alloc((nuint)sizeof(Variables));
        new Span<byte>(_variables, sizeof(Variables)).Fill(Fill);
        _variables->Overlapped.hEvent = 0;
        _variables->Hints = default;
    }

    internal ref OVERLAPPED Overlapped => ref _variables->Overlapped;

    internal nint OverlappedAddress => (nint)(&_variables->Overlapped);

    internal nint ResultAddress => (nint)(&_variables->Result);

    internal ref ADDRINFOEXW Hints => ref _variables->Hints;

    internal nint Handle
    {
        get => _variables->Handle;
        set => _variables->Handle = value;
    }

    internal ADDRINFOEXW* Result => _variables->Result;

    internal bool IsHandleUntouched => Handle == Untouched;

    internal int Internal => (int)_variables->Overlapped.Internal;

    internal bool IsOverlappedUntouched => Overlapped.Internal == (nuint)Untouched;

    internal timeval? Timeout { get; set; }

    internal uint NameSpace { get; set; }

    internal bool HasProvider { get; set; }

    internal bool IsSynchronous { get; set; }

    internal LPLOOKUPSERVICE_COMPLETION_ROUTINE? Routine { get; set; }

    /// <summary>The errors that the routine was given.</summary>
    internal List<int> Completions { get; } = [];

    private static nint Untouched
    {
        get
        {
            nint value;
            new Span<byte>(&value, sizeof(nint)).Fill(Fill);
            return value;
        }
    }

    public void Dispose() => NativeMemory.Free(_variables);

    internal AddressInfoCall WithRoutine(Action? then = null)
    {
        Routine = (error, bytes, overlapped) =>
        {
            Assert.Equal(OverlappedAddress, (nint)overlapped);
            Assert.Equal(0u, bytes);
            Assert.Equal((int)error, Internal);
            Completions.Add((int)error);
            then?.Invoke();
        };
        return this;
    }

    internal int Start(string? name = "host.example", string? service = null)
    {
        timeval timeout = Timeout ?? default;
        Guid provider = default;
        var call = new AddressInfoExCall
        {
            Name = new Utf8Text(name, stackalloc byte[Utf8Text.Room]),
            ServiceName = new Utf8Text(service, stackalloc byte[Utf8Text.Room]),
            NameSpace = NameSpace,
            NspId = HasProvider ? &provider : null,
            Hints = &_variables->Hints,
            Result = &_variables->Result,
            Timeout = Timeout is null ? null : &timeout,
            Overlapped = IsSynchronous ? null : &_variables->Overlapped,
            Routine = new CompletionRoutine(Routine),
            Handle = &_variables->Handle,
        };
        int error = _provider.GetAddrInfoEx(call);
        Assert.Equal(error, LastError.Code);
        return error;
    }

    internal int Cancel()
    {
        int error = _provider.CancelAddrInfoEx(&_variables->Handle);
        Assert.Equal(error, LastError.Code);
        return error;
    }

    internal int Outcome() => _provider.AddrInfoExResult(&_variables->Overlapped);

    /// <summary>The results as text; frees them.</summary>
    internal string[] Take()
    {
        string[] results = Texts(_variables->Result);
        _provider.Heap.Free(AddressInfoForm.Extended, _variables->Result);
        _variables->Result = null;
        return results;
    }

    internal static string[] Texts(ADDRINFOEXW* first)
    {
        var texts = new List<string>();
        for (ADDRINFOEXW* each = first; each is not null; each = each->ai_next)
        {
            Assert.Equal(0, SocketAddress.Read(each->ai_addr, (int)each->ai_addrlen, out IPAddress address, out ushort port));
            Assert.Equal(each->ai_addr->sa_family, each->ai_family);
            string name = each->ai_canonname is null ? "" : " " + new string(each->ai_canonname);
            texts.Add($"{new IPEndPoint(address, port)} {each->ai_socktype} {each->ai_protocol}{name}");
        }
        return [.. texts];
    }

    private struct Variables
    {
        internal OVERLAPPED Overlapped;
        internal ADDRINFOEXW* Result;
        internal nint Handle;
        internal ADDRINFOEXW Hints;
    }
}
