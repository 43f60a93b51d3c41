using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Text;
using GetXByY.Configuration;
using GetXByY.Databases;
using GetXByY.Lookups;

namespace GetXByY.Engine;

// Hosts that a starter finds by itself. Such a look-up is over before its start returns: it has a handle, but no cell and no word,
// and no cancel can come before its end, because nobody knows its handle.
//
// Against ClearCache and a change of the tables: each puts another Known into place, which has no hosts, before it returns. The
// pump goes on putting hosts into the old one, where nobody looks who began behind that, until it has seen the new one, and has
// forgotten what it kept: so no host in it is older than it.
internal sealed partial class LookupEngine
{
    private Known _known;

    // Of how many clears the pump knows.
    private int _clears;

    // Look-ups that starters ended themselves, by how many kept answers they had.
    private long _givenOfNone;
    private long _givenOfOne;
    private long _givenOfTwo;

    /// <summary>Finds a host whose answers are kept. Any thread may; where it is the first in a second to find this host, the
    /// system is asked for the order of its addresses.</summary>
    /// <returns>False when the engine is to be asked.</returns>
    internal bool TryFindKept(string name, AddressFamily family, [NotNullWhen(true)] out HostEntry? host, out int answers)
    {
        (host, answers) = (null, 0);
        if (Atomic.Read(ref _known).Hosts.Find(name, family) is not { } kept)
            return false;
        answers = kept.Answers;
        host = kept.At(_clock.Rough, _arrange);
        return host is not null;
    }

    /// <summary>A handle for a look-up that is over before anybody learns it.</summary>
    internal uint IssueEnded() => _table.IssueEnded();

    /// <summary>Counts a look-up that its starter has ended.</summary>
    internal void CountGiven(int answers)
    {
        switch (answers)
        {
            case 0:
                Atomic.Increment(ref _givenOfNone);
                break;
            case 1:
                Atomic.Increment(ref _givenOfOne);
                break;
            default:
                Atomic.Increment(ref _givenOfTwo);
                break;
        }
    }

    /// <summary>Finds a host in the hosts file, where that is asked first, in the order in which its addresses should be tried, which
    /// asks the system. Any thread may.</summary>
    /// <returns>False when the engine is to be asked.</returns>
    internal bool TryFindInFile(string name, AddressFamily family, [NotNullWhen(true)] out HostEntry? host)
    {
        EngineTables tables = Tables;
        host = null;
        // An address in text is itself, whatever a file says, and what IDNA or an escape is in has another form there.
        bool isPlain = name.Length is > 0 and <= HostNames.MaxLength && !char.IsAsciiDigit(name[0]) && !name.AsSpan().ContainsAny(':', '\\')
            && Ascii.IsValid(name);
        if (!isPlain || Failure is not null || tables.Configuration.HostSteps is not [{ Source: HostSource.Files } files, ..]
            || (files.Returns & SourceStatus.Success) == 0)
            return false;
        host = tables.Hosts.FindByName(name, family) is { } found ? Arrange(found) : null;
        return host is not null;
    }

    /// <summary>Forgets all answers that are kept, before look-ups that are started after the call.</summary>
    internal void ClearCache()
    {
        Known known = Atomic.Read(ref _known);
        while (!TryReplace(ref known, new Known(known.Tables, known.Clears + 1)))
        {
        }
    }

    // Against another clear and another change of the tables: what those put into place has no hosts either, but the pump must be
    // told of each clear, and of the tables. Who loses sees what won.
    private bool TryReplace(ref Known known, Known next)
    {
        Known expected = known;
        known = Atomic.CompareExchange(ref _known, next, expected)!;
        return ReferenceEquals(known, expected);
    }

    /// <inheritdoc/>
    public long RoughTimeIn(long milliseconds) => _clock.RoughIn(milliseconds);

    private void TakeClears()
    {
        Known known = Atomic.Read(ref _known);
        if (known.Clears != _clears)
        {
            _clears = known.Clears;
            _resolvers.ClearCaches();
        }
        // Tables that came behind the look at them wait for the next turn, and their hosts with them.
        _hosts.Kept = known.Tables == _adopted ? known.Hosts : null;
    }
}
