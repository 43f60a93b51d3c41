using System.Runtime.InteropServices;

namespace GetXByY.Winsock;

/// <summary>Memory of one thread that the result of its last call stays in. It stays where it is, but for a result that
/// needs more than any before.</summary>
internal sealed class ThreadStorage
{
    private byte[] _memory = [];

    internal ThreadStorage() => Grow(WinSock.MAXGETHOSTSTRUCT);

    internal int Length => _memory.Length;

    internal nint Address => Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0);

    internal void Grow(int length) => _memory = GC.AllocateUninitializedArray<byte>(length, pinned: true);
}
