using System.Net;
using System.Net.Sockets;
using System.Text;
using GetXByY.Configuration;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;
using GetXByY.Lookups;

namespace GetXByY.Databases;

/// <summary>The hosts database: takes one look-up through its sources in order, and through the names of the search
/// list in each, to its one result. Only the pump uses it.</summary>
internal sealed partial class HostsDatabase(
    LookupCells cells, ResolverConfiguration configuration, HostsFile file, ILookupSink sink) : IQueryOwner
{
    private readonly SearchList _search = new(configuration.Search, configuration.Ndots);

    // The answer of the query that ended first, while the other of A and AAAA is out; by cell.
    private readonly Dictionary<int, AnswerData> _answers = [];

    /// <summary>The resolver that asks for this database; it and the database know each other.</summary>
    internal required StubResolver Resolver { private get; set; }

    /// <summary>Begins a look-up.</summary>
    internal void Begin(int cell)
    {
        cells[cell].Host.FirstQuery = cells[cell].Host.SecondQuery = QueryCells.None;
        cells[cell].Host.Source = cells[cell].Host.Candidate = cells[cell].Host.Seen = 0;
        if (cells[cell].Kind == LookupKind.HostByName && TryAnswerWithoutSources(cell, out LookupResult<object> result))
            sink.Complete(cell, result);
        else
            AskSources(cell);
    }

    /// <summary>Stops a look-up that was cancelled: nothing more is sent for it.</summary>
    internal void Stop(int cell, uint now)
    {
        ref HostProgress progress = ref cells[cell].Host;
        if (progress.FirstQuery != QueryCells.None)
            Resolver.Stop(progress.FirstQuery, now);
        if (progress.SecondQuery != QueryCells.None)
            Resolver.Stop(progress.SecondQuery, now);
        if ((Findings(cell) & HostFindings.Found) != 0)
            _answers.Remove(cell);
    }

    private bool TryAnswerWithoutSources(int cell, out LookupResult<object> result)
    {
        Span<char> buffer = stackalloc char[HostNames.MaxLength];
        ReadOnlySpan<char> name = Text(cell, buffer);
        AddressFamily family = cells[cell].Host.AddressFamily;
        if (name.IsEmpty)
        {
            result = new LookupResult<object>(LocalHostEntry.Find(file, family));
            return true;
        }
        if (HostNames.TryParseAddress(name, family, out result))
            return true;
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        result = Failures.ImpossibleName;
        return !DomainName.TryWrite(name, wire, out _);
    }

    // Asks the source at hand and, when that finds nothing, those behind it.
    private void AskSources(int cell)
    {
        IReadOnlyList<HostSource> sources = configuration.HostSources;
        for (; cells[cell].Host.Source < sources.Count; cells[cell].Host.Source++)
        {
            if (sources[cells[cell].Host.Source] == HostSource.Files)
            {
                if (FindInFile(cell) is not HostEntry entry)
                    continue;
                sink.Complete(cell, new LookupResult<object>(entry));
                return;
            }
            if (IsSpecial(cell, out _) || IsMulticast(cell))
                continue;
            cells[cell].Host.Candidate = 0;
            if (TryAskServers(cell))
                return;
        }
        if (IsSpecial(cell, out LookupResult<object> special))
            sink.Complete(cell, special);
        else
            sink.Complete(cell, FailureOf(cell));
    }

    private HostEntry? FindInFile(int cell)
    {
        if (cells[cell].Kind == LookupKind.HostByAddress)
            return file.FindByAddress(Address(cell));
        Span<char> buffer = stackalloc char[HostNames.MaxLength];
        return file.FindByName(Text(cell, buffer), cells[cell].Host.AddressFamily);
    }

    private bool IsSpecial(int cell, out LookupResult<object> result)
    {
        if (cells[cell].Kind == LookupKind.HostByAddress)
            return SpecialNames.TryAnswer(Address(cell), out result);
        Span<char> buffer = stackalloc char[HostNames.MaxLength];
        return SpecialNames.TryAnswer(Text(cell, buffer), cells[cell].Host.AddressFamily, out result);
    }

    // Where the system asks for .local over multicast (RFC 6762 section 22.1), servers are not asked: we find nothing.
    private bool IsMulticast(int cell) =>
        configuration.LocalIsMulticast && cells[cell].Kind == LookupKind.HostByName &&
        SpecialNames.IsLocal(cells.Argument(cell));

    private LookupResult<object> FailureOf(int cell)
    {
        HostFindings findings = Findings(cell);
        bool byName = cells[cell].Kind == LookupKind.HostByName;
        return (findings & HostFindings.DeadlinePassed) != 0 ? Failures.DeadlinePassed
            : (findings & HostFindings.TimedOut) != 0 ? Failures.TimedOut
            : (findings & HostFindings.Refusal) != 0 ? Failures.Refusal
            : (findings & HostFindings.NoData) != 0 ? byName ? Failures.NoAddress : Failures.NoPointer
            : (findings & HostFindings.ServerFailure) != 0 ? Failures.ServerFailure
            : byName ? Failures.NameError : Failures.NoName;
    }

    private HostFindings Findings(int cell) => (HostFindings)cells[cell].Host.Seen;

    private ReadOnlySpan<char> Text(int cell, Span<char> buffer) =>
        buffer[..Encoding.ASCII.GetChars(cells.Argument(cell), buffer)];

    private IPAddress Address(int cell)
    {
        ReadOnlySpan<byte> address = cells.Argument(cell);
        return address.Length == 16 ? new IPAddress(address, cells[cell].Number) : new IPAddress(address);
    }
}
