using GetXByY.Lookups;

namespace GetXByY.Winsock;

// getaddrinfo and GetAddrInfoW, which block their thread.
internal sealed partial class WinSockProvider
{
    /// <summary>Looks up an address.</summary>
    /// <param name="form">What the result is made of.</param>
    /// <param name="name">The host.</param>
    /// <param name="service">The service.</param>
    /// <param name="hints">The hints.</param>
    /// <param name="result">Where the first structure's address goes.</param>
    /// <returns>0 or the error, which is the last error too.</returns>
    internal unsafe int GetAddrInfo(
        AddressInfoForm form, in Utf8Text name, in Utf8Text service, in AddressInfoHints hints, void** result)
    {
        if (result is not null)
        {
            *result = null;
        }
        WinSockSession? session = Atomic.Read(ref _session);
        int error = CheckCall(session);
        if (error == 0)
        {
            error = result is null ? WinSock.WSAEFAULT : Ask(session!, form, name, service, hints, result);
        }
        LastError.Set(error);
        return error;
    }

    private unsafe int Ask(
        WinSockSession session, AddressInfoForm form, in Utf8Text name, in Utf8Text service, in AddressInfoHints hints,
        void** result)
    {
        int error = AddressInfoQuestion.Ask(
            form, OrLocalHost(name), service, hints, session.Engine.Services, out AddressInfoQuestion question);
        return error != 0 ? error : Answer(session, question, timeout: 0, result);
    }

    private unsafe int Answer(WinSockSession session, AddressInfoQuestion question, uint timeout, void** result)
    {
        LookupResult<object> found = default;
        int error = question.IsKnown ? 0 : Await(question.ToRequest(timeout), out found);
        if (error != 0)
        {
            return error;
        }
        if (found.TryGetEntry(out object? entry))
        {
            // on this thread, which waits anyway: the engine's must not ask the system
            found = new LookupResult<object>(session.Engine.Arrange((HostEntry)entry));
        }
        error = question.Write(found, Heap, out nint first);
        *result = (void*)first;
        return error;
    }
}
