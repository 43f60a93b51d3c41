using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>Where results lie: native memory, one block for each structure, with its address and its canonical name
/// behind it. So a program may cut a list in two and free either part.</summary>
/// <remarks>May be used from any thread.</remarks>
internal sealed unsafe class AddressInfoHeap
{
    private int _blocks;

    /// <summary>How many structures were made and not freed.</summary>
    internal int Blocks => Atomic.Read(ref _blocks);

    /// <summary>Makes a structure and puts it before others.</summary>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    internal nint Add(
        AddressInfoForm form, in AddressInfoHints hints, int socketType, IPAddress address, ushort port, string? name,
        nint next)
    {
        int head = form == AddressInfoForm.Extended ? sizeof(ADDRINFOEXW) : sizeof(ADDRINFOW);
        int length = SocketAddress.SizeOf(address);
        Encoding encoding = form == AddressInfoForm.Ansi ? Encoding.UTF8 : Encoding.Unicode;
        int nameLength = name is null ? 0 : encoding.GetByteCount(name) + sizeof(char);
        byte* block = (byte*)NativeMemory.AllocZeroed((nuint)(head + length + nameLength));
        Atomic.Increment(ref _blocks);
        var common = (ADDRINFOW*)block;
        common->ai_flags = hints.Flags;
        common->ai_socktype = socketType;
        common->ai_protocol = hints.Protocol;
        common->ai_addrlen = (nuint)length;
        common->ai_addr = (sockaddr*)(block + head);
        SocketAddress.Write(common->ai_addr, address, port);
        common->ai_family = common->ai_addr->sa_family;
        if (name is not null)
        {
            // behind it lies a zero of either width
            common->ai_canonname = (char*)(block + head + length);
            encoding.GetBytes(name, new Span<byte>(common->ai_canonname, nameLength));
        }
        Next(form, block) = (void*)next;
        return (nint)block;
    }

    /// <summary>Frees a structure and all behind it; nothing for NULL.</summary>
    internal void Free(AddressInfoForm form, void* first)
    {
        while (first is not null)
        {
            void* next = Next(form, first);
            NativeMemory.Free(first);
            Atomic.Decrement(ref _blocks);
            first = next;
        }
    }

    private static ref void* Next(AddressInfoForm form, void* block) => ref *(form == AddressInfoForm.Extended
        ? (void**)&((ADDRINFOEXW*)block)->ai_next
        : (void**)&((ADDRINFOW*)block)->ai_next);
}
