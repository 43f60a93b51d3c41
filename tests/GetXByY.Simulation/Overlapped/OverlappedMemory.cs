using System.Net;
using System.Runtime.InteropServices;
using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>What is the caller's of a GetAddrInfoExW, in one piece of native memory, watched from outside: from the
/// write of Internal on it must not change but by the caller's own hand.</summary>
internal sealed unsafe class OverlappedMemory
{
    private const byte Poison = 0xDB;

    private readonly Variables* _variables;

    // What it must hold; null while the product may write to it.
    private byte[]? _final;

    internal OverlappedMemory()
    {
        _variables = (Variables*)NativeMemory.Alloc((nuint)sizeof(Variables));
        Bytes.Fill(Poison);
        _variables->Overlapped.hEvent = 0;
    }

    internal nint Overlapped => (nint)(&_variables->Overlapped);

    internal nint Handle => _variables->Handle;

    internal int Internal => (int)_variables->Overlapped.Internal;

    internal bool IsPending => _variables->Overlapped.Internal == WinSock.WSAEINPROGRESS;

    internal bool HasResult => _variables->Result is not null;

    internal bool PointsToResult => _variables->Overlapped.Pointer == &_variables->Result;

    internal bool HasHandle => (ulong)_variables->Handle <= uint.MaxValue;

    private bool IsPoisoned => (uint)_variables->Overlapped.Internal == 0xDBDBDBDB;

    private Span<byte> Bytes => new(_variables, sizeof(Variables));

    internal int Call(WinSockProvider provider, Question question, int milliseconds, LPLOOKUPSERVICE_COMPLETION_ROUTINE routine)
    {
        var hints = new ADDRINFOEXW { ai_family = WinSockFamily(question) };
        var timeout = new timeval { tv_usec = milliseconds * 1000 };
        return provider.GetAddrInfoEx(new AddressInfoExCall
        {
            Name = new Utf8Text(question.Text, stackalloc byte[Utf8Text.Room]),
            ServiceName = new Utf8Text("80", stackalloc byte[Utf8Text.Room]),
            Hints = &hints,
            Result = &_variables->Result,
            Timeout = milliseconds == 0 ? null : &timeout,
            Overlapped = &_variables->Overlapped,
            Routine = new CompletionRoutine(routine),
            Handle = &_variables->Handle,
        });
    }

    /// <summary>Whether it is as it was when it became final.</summary>
    internal bool Check()
    {
        if (_final is null && !IsPending && !IsPoisoned)
            _final = Bytes.ToArray();
        return _final is null || Bytes.SequenceEqual(_final);
    }

    /// <summary>Takes the addresses, frees the results and writes something else into the memory, as its owner may.
    /// </summary>
    internal IPAddress[] Take(WinSockProvider provider)
    {
        var addresses = new List<IPAddress>();
        for (ADDRINFOEXW* each = _variables->Result; each is not null; each = each->ai_next)
        {
            Winsock.SocketAddress.Read(each->ai_addr, (int)each->ai_addrlen, out IPAddress address, out _);
            addresses.Add(address);
        }
        provider.Heap.Free(AddressInfoForm.Extended, _variables->Result);
        Bytes.Fill(Poison);
        _final = Bytes.ToArray();
        return [.. addresses];
    }

    internal void Free() => NativeMemory.Free(_variables);

    private static int WinSockFamily(Question question) => question.Family switch
    {
        System.Net.Sockets.AddressFamily.InterNetwork => WinSock.AF_INET,
        System.Net.Sockets.AddressFamily.InterNetworkV6 => WinSock.AF_INET6,
        _ => WinSock.AF_UNSPEC,
    };

    private struct Variables
    {
        internal OVERLAPPED Overlapped;
        internal ADDRINFOEXW* Result;
        internal nint Handle;
    }
}
