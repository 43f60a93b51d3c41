using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>Lays out results in the callers' buffers and posts the messages. One object serves all requests of a
/// session whose buffers are plain pointers.</summary>
/// <param name="poster">Posts the messages.</param>
/// <param name="origin">Marks them as this session's.</param>
/// <param name="shape">What a host's addresses are: as the address that was asked, else IPv4.</param>
/// <param name="layout">Where the fields of structures lie.</param>
internal sealed class WinSockFace(PosterSlot poster, object origin, AddressShape shape, StructureLayout layout) : LookupFace
{
    /// <summary>To write to the buffer is short, and what may run code of the user's is not done at once.</summary>
    internal override bool EndsAtOnce => true;

    internal override bool TakesAnswers => true;

    /// <summary>Writes the entry, or what of it fits.</summary>
    /// <returns>The lParam: the error and the bytes used or needed.</returns>
    internal override uint Write(in FaceWords words, in LookupResult<object> result)
    {
        if (result.TryGetEntry(out object? entry))
        {
            int needed = EntryWriter.Write(entry, shape, words.Memory, words.Length, layout);
            return WinSock.PackReply(needed, needed <= words.Length ? 0 : WinSock.WSAENOBUFS);
        }
        // neither an entry nor an error would be a mistake of ours: the caller must not take it for success
        return WinSock.PackReply(0, result.Error == LookupError.None ? WinSock.WSANO_RECOVERY : (int)result.Error);
    }

    internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result) =>
        poster.TryPost(origin, words.Target, words.Tag, handle, reply);

    internal override Handover PostAtOnce(
        uint handle, in FaceWords words, uint reply, in LookupResult<object> result) =>
        poster.PostAtOnce(origin, words.Target, words.Tag, handle, reply);

    /// <summary>Nothing is held, and Winsock acknowledges no cancel.</summary>
    internal override bool OnCancelled() => false;

    /// <summary>Lets go of pinned memory, which may run the user's code.</summary>
    internal void Release(IDisposable memory) => poster.Release(origin, memory);
}
