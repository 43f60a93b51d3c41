using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using GetXByY.Configuration;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;
using GetXByY.Lookups;

namespace GetXByY.Databases;

/// <summary>The hosts database: takes one look-up through its sources in order, and through the names of the search
/// list in each, to its one result. Only the pump uses it.</summary>
// What is taken from the stack is written before it is read.
[SkipLocalsInit]
internal sealed partial class HostsDatabase(LookupCells cells, ILookupSink sink) : IQueryOwner
{
    // The answer of the query that ended first, while the other of A and AAAA is out; by cell.
    private Dictionary<int, FoundAnswer>? _answers;

    // What servers have said about their failures, by cell; most say nothing.
    private readonly Dictionary<int, ExtendedErrorOption> _said = [];

    /// <summary>Begins a look-up.</summary>
    internal void Begin(int cell)
    {
        ref HostProgress progress = ref cells[cell].Host;
        progress.FirstQuery = progress.SecondQuery = QueryCells.None;
        progress.Source = progress.Candidate = progress.Seen = progress.Current = 0;
        progress.Generation = _newest;
        if (cells[cell].Kind == LookupKind.HostByName && TryAnswerWithoutSources(cell, out LookupResult<object> result))
            sink.Complete(cell, result);
        else
            AskSources(cell);
    }

    /// <summary>Stops a look-up that was cancelled: nothing more is sent for it.</summary>
    internal void Stop(int cell, uint now)
    {
        ref HostProgress progress = ref cells[cell].Host;
        // Without a query out its generation may be gone.
        if (progress.FirstQuery == QueryCells.None && progress.SecondQuery == QueryCells.None)
            return;
        HostGeneration generation = GenerationOf(cell);
        StopQuery(generation, ref progress.FirstQuery, now);
        StopQuery(generation, ref progress.SecondQuery, now);
        if (((HostFindings)progress.Current & HostFindings.Found) != 0)
            _answers?.Remove(cell);
        if (_said.Count > 0)
            _said.Remove(cell);
    }

    private static void StopQuery(HostGeneration generation, ref int query, uint now)
    {
        if (query == QueryCells.None)
            return;
        generation.Resolver.Stop(query, now);
        generation.Queries--;
        query = QueryCells.None;
    }

    /// <summary>Gives up all look-ups; the database is of no use after that.</summary>
    internal void Abandon()
    {
        _answers?.Clear();
        _said.Clear();
    }

    private bool TryAnswerWithoutSources(int cell, out LookupResult<object> result)
    {
        Span<char> buffer = stackalloc char[HostNames.MaxLength];
        ReadOnlySpan<char> name = Text(cell, buffer);
        AddressFamily family = cells[cell].Host.AddressFamily;
        if (name.IsEmpty)
        {
            result = new LookupResult<object>(new OwnHost(GenerationOf(cell).File, family));
            return true;
        }
        if (HostNames.TryParseAddress(name, family, out result))
        {
            result = NameMistakes.Explain(result, name);
            return true;
        }
        if (DomainName.TryWrite(name, stackalloc byte[DomainName.MaxLength], out _))
            return false;
        result = NameMistakes.Explain(Failures.ImpossibleName, name);
        return true;
    }

    // Asks the source at hand and, when that finds nothing and its actions do not say otherwise, those behind it.
    private void AskSources(int cell)
    {
        IReadOnlyList<HostStep> steps = GenerationOf(cell).Configuration.HostSteps;
        while (cells[cell].Host.Source < steps.Count)
        {
            HostStep step = steps[cells[cell].Host.Source];
            if (step.Source == HostSource.Dns && !IsSpecial(cell, out _))
            {
                cells[cell].Host.Candidate = 0;
                if (TryAskServers(cell))
                    return;
            }
            SourceStatus status = AskAtOnce(cell, step.Source, out HostEntry? entry);
            if (!Leave(cell, status))
                continue;
            if (entry is not null)
                Complete(cell, new LookupResult<object>(entry));
            else
                End(cell);
            return;
        }
        End(cell);
    }

    private void Complete(int cell, in LookupResult<object> result)
    {
        if (_said.Count > 0)
            _said.Remove(cell);
        sink.Complete(cell, result);
    }

    // Goes on to the next source, unless the actions of the one at hand say that this is the end.
    private bool Leave(int cell, SourceStatus status)
    {
        SourceStatus returns = GenerationOf(cell).Configuration.HostSteps[cells[cell].Host.Source].Returns;
        cells[cell].Host.Source++;
        return (returns & status) != 0;
    }

    private SourceStatus AskAtOnce(int cell, HostSource source, out HostEntry? entry)
    {
        entry = null;
        switch (source)
        {
            case HostSource.Files:
                HostsFile file = GenerationOf(cell).File;
                entry = FindInFile(cell, file);
                return entry is not null ? SourceStatus.Success
                    : file.Status == FileStatus.Read ? SourceStatus.NotFound : SourceStatus.Unavailable;
            case HostSource.MyHostName:
                entry = FindOwnName(cell);
                return entry is not null ? SourceStatus.Success : SourceStatus.NotFound;
            case HostSource.Multicast when !IsLocal(cell):
            case HostSource.Absent:
                return SourceStatus.Unavailable;
            default:
                // Names that are not asked for: RFC 6761, and RFC 6762 section 22.1 where multicast is ours to ask.
                return SourceStatus.NotFound;
        }
    }

    // Special names have their result where no source had one.
    private void End(int cell)
    {
        if (IsSpecial(cell, out LookupResult<object> special))
            Complete(cell, special);
        else
            Complete(cell, _said.TryGetValue(cell, out ExtendedErrorOption? said)
                ? Failures.Explain(FailureOf(cell), said)
                : FailureOf(cell));
    }

    private HostEntry? FindInFile(int cell, HostsFile file)
    {
        if (cells[cell].Kind == LookupKind.HostByAddress)
            return file.FindByAddress(Address(cell));
        Span<char> buffer = stackalloc char[HostNames.MaxLength];
        return file.FindByName(Text(cell, buffer), cells[cell].Host.AddressFamily);
    }

    private HostEntry? FindOwnName(int cell)
    {
        OwnNames source = GenerationOf(cell).OwnNames;
        if (cells[cell].Kind == LookupKind.HostByAddress)
            return source.FindByAddress(Address(cell));
        Span<char> buffer = stackalloc char[HostNames.MaxLength];
        return source.FindByName(Text(cell, buffer), cells[cell].Host.AddressFamily);
    }

    private bool IsSpecial(int cell, out LookupResult<object> result)
    {
        if (cells[cell].Kind == LookupKind.HostByAddress)
            return SpecialNames.TryAnswer(Address(cell), out result);
        Span<char> buffer = stackalloc char[HostNames.MaxLength];
        return SpecialNames.TryAnswer(Text(cell, buffer), cells[cell].Host.AddressFamily, out result);
    }

    private bool IsLocal(int cell) => cells[cell].Kind == LookupKind.HostByName
        ? SpecialNames.IsLocal(cells.Argument(cell))
        : SpecialNames.IsLocal(Address(cell));

    private LookupResult<object> FailureOf(int cell)
    {
        var findings = (HostFindings)cells[cell].Host.Seen;
        bool byName = cells[cell].Kind == LookupKind.HostByName;
        return (findings & HostFindings.DeadlinePassed) != 0 ? Failures.DeadlinePassed
            : (findings & HostFindings.TimedOut) != 0 ? ServerMistakes.Explain(Failures.TimedOut, GenerationOf(cell))
            : (findings & HostFindings.Refusal) != 0 ? Failures.Refusal
            : (findings & HostFindings.NoData) != 0 ? byName ? Failures.NoAddress : Failures.NoPointer
            : (findings & HostFindings.ServerFailure) != 0 ? ServerMistakes.Explain(Failures.ServerFailure, GenerationOf(cell))
            : byName ? NameMistakes.Explain(Failures.NameError, Text(cell, stackalloc char[HostNames.MaxLength]))
            : Failures.NoName;
    }

    private ReadOnlySpan<char> Text(int cell, Span<char> buffer) =>
        buffer[..Encoding.ASCII.GetChars(cells.Argument(cell), buffer)];

    private IPAddress Address(int cell)
    {
        ReadOnlySpan<byte> address = cells.Argument(cell);
        return address.Length == 16 ? new IPAddress(address, cells[cell].Number) : new IPAddress(address);
    }
}
