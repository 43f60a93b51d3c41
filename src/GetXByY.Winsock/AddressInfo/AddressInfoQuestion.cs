using System.Net;
using System.Text;
using GetXByY.Databases;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>One call of a function of the getaddrinfo family, its arguments understood: what is to be looked up, and
/// how the result becomes a list of structures. Immutable.</summary>
internal sealed class AddressInfoQuestion
{
    private readonly AddressInfoForm _form;
    private readonly AddressInfoHints _hints;
    private readonly NodeArgument _node;
    private readonly Transport[] _transports;
    private readonly FamilyChoice _families;
    private readonly byte[] _name;

    private AddressInfoQuestion(
        AddressInfoForm form, in AddressInfoHints hints, in NodeArgument node, Transport[] transports)
    {
        _form = form;
        _hints = hints;
        _node = node;
        _transports = transports;
        // What is known already is not asked for, so it does not matter what the machine could reach.
        _families = IsKnown ? new FamilyChoice(hints, true, true) : FamilyChoice.Make(hints);
        _name = IsKnown ? [] : Encoding.UTF8.GetBytes(node.Name);
    }

    /// <summary>Whether there is nothing to look up.</summary>
    internal bool IsKnown => _node.Known is not null;

    /// <summary>Understands the arguments.</summary>
    /// <param name="form">What the result is made of.</param>
    /// <param name="name">The host.</param>
    /// <param name="service">The service.</param>
    /// <param name="hints">The hints.</param>
    /// <param name="services">The services database.</param>
    /// <param name="question">The question, when 0 is returned.</param>
    /// <returns>0, or the error.</returns>
    internal static int Ask(
        AddressInfoForm form, in Utf8Text name, in Utf8Text service, in AddressInfoHints hints, ServicesTable services,
        out AddressInfoQuestion question)
    {
        question = null!;
        if (name.IsNull && service.IsNull)
        {
            return WinSock.WSAHOST_NOT_FOUND;
        }
        int error = hints.Check(hasName: !name.IsNull);
        Transport[] transports = [];
        NodeArgument node = default;
        if (error == 0)
        {
            error = ServiceArgument.Resolve(service, hints, services, out transports);
        }
        if (error == 0)
        {
            error = NodeArgument.Resolve(name, hints, out node);
        }
        if (error == 0)
        {
            question = new AddressInfoQuestion(form, hints, node, transports);
            error = question.CheckFamilies();
        }
        return error;
    }

    /// <summary>What the engine is asked: nothing, if all is known.</summary>
    /// <param name="timeout">In milliseconds; 0 for none.</param>
    internal LookupRequest ToRequest(uint timeout) => IsKnown
        ? LookupRequest.Settled(0, LookupKind.HostByName)
        : LookupRequest.HostByName(_name, _families.Asked) with { TimeoutMilliseconds = timeout };

    /// <summary>Makes the list of structures.</summary>
    /// <param name="result">What the engine found; of no meaning if all was known.</param>
    /// <param name="heap">Where the list goes.</param>
    /// <param name="first">Its first structure; NULL after an error.</param>
    /// <returns>0, or the error.</returns>
    internal int Write(in LookupResult<object> result, AddressInfoHeap heap, out nint first)
    {
        first = 0;
        if (_node.Known is { } known)
        {
            return Write(_families.Select(known), _node.Name, heap, out first);
        }
        if (!result.TryGetEntry(out object? entry))
        {
            // neither an entry nor an error would be a mistake of ours: the caller must not take it for success
            return result.Error == LookupError.None ? WinSock.WSANO_RECOVERY : (int)result.Error;
        }
        var host = (HostEntry)entry;
        List<IPAddress> addresses = _families.Select(host.Addresses);
        return addresses.Count == 0 ? WinSock.WSANO_DATA : Write(addresses, NameOf(host), heap, out first);
    }

    private int CheckFamilies()
    {
        if (_node.Known is { } known)
        {
            // an address of another family than the hints'
            return _families.Select(known).Count == 0 ? WinSock.WSAHOST_NOT_FOUND : 0;
        }
        return _families.AsksIpv4 || _families.AsksIpv6 ? 0 : WinSock.WSANO_DATA;
    }

    private unsafe int Write(List<IPAddress> addresses, string name, AddressInfoHeap heap, out nint first)
    {
        first = 0;
        bool wantsName = _hints.Has(WinSock.AI_CANONNAME | WinSock.AI_FQDN);
        try
        {
            // from the last to the first: each is put before those behind it
            for (int i = (addresses.Count * _transports.Length) - 1; i >= 0; i--)
            {
                (int address, int transport) = Math.DivRem(i, _transports.Length);
                first = heap.Add(
                    _form, _hints, _transports[transport].SocketType, addresses[address], _transports[transport].Port,
                    i == 0 && wantsName ? name : null, first);
            }
            return 0;
        }
        catch (OutOfMemoryException)
        {
            heap.Free(_form, (void*)first);
            first = 0;
            return WinSock.WSA_NOT_ENOUGH_MEMORY;
        }
    }

    /// <summary>The canonical name; or, if the hints want the qualified one, that which the search list made of the name
    /// that was asked, before any CNAME.</summary>
    private string NameOf(HostEntry host)
    {
        if (!_hints.Has(WinSock.AI_FQDN) || _node.Name.Length == 0)
        {
            return host.Name;
        }
        string asked = _node.Name.TrimEnd('.');
        string[] names = [host.Name, .. host.Aliases];
        return Array.Find(names, name => name.StartsWith(asked + ".", StringComparison.OrdinalIgnoreCase))
            ?? Array.Find(names, name => name.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? host.Name;
    }
}
