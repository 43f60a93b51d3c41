using System.Net.Sockets;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;
using GetXByY.Lookups;

namespace GetXByY.Databases;

// A host that was found by the first name that is tried, all of whose answers are kept now, is put where whoever starts a look-up
// finds it: as long as none of these answers is forgotten, and the tables are the same, the engine would find just that. What ends
// otherwise, by another name of the search list or with a failure, is found by the engine alone.
internal sealed partial class HostsDatabase
{
    // In how many spellings and families an answer is told; further ones go through the engine.
    private const int MaxTold = 4;

    /// <summary>Where hosts are put that go by the newest generation; null for nowhere.</summary>
    internal KeptHosts? Kept { get; set; }

    /// <inheritdoc/>
    public bool WasGiven(KeptAnswer answer) => answer.Told is ToldAnswer told && told.TakeUse();

    /// <inheritdoc/>
    public void OnForgotten(KeptAnswer answer)
    {
        while (answer.Told is ToldAnswer { Hosts: [.., KeptHost host] })
            TakeBack(host);
    }

    private void Tell(int cell, uint now)
    {
        ref HostProgress progress = ref cells[cell].Host;
        if (Kept is null || cells[cell].Kind != LookupKind.HostByName || progress.Candidate != 0 || progress.Generation != _newest)
            return;
        Span<char> buffer = stackalloc char[HostNames.MaxLength];
        ReadOnlySpan<char> name = Text(cell, buffer);
        if (Kept.Find(name, progress.AddressFamily) is not null)
            return;
        long left = long.MaxValue;
        bool wantsA = progress.AddressFamily != AddressFamily.InterNetworkV6, wantsAaaa = WantsAaaa(cell);
        KeptAnswer? a = wantsA ? FindKept(cell, RecordType.A, now, ref left) : null;
        KeptAnswer? aaaa = wantsAaaa ? FindKept(cell, RecordType.AAAA, now, ref left) : null;
        if ((wantsA && a is null) || (wantsAaaa && aaaa is null) || (a?.Data ?? aaaa?.Data) is not { } first)
            return;
        AnswerData? second = a?.Data is null ? null : aaaa?.Data;
        if (IsScoped(first) || (second is not null && IsScoped(second)))
            return;
        HostEntry entry = ToEntry(cell, first, second, (uint)(left / 1000));
        Put(new KeptHost(
            name.ToString(), progress.AddressFamily, entry, ToldOf(a), ToldOf(aaaa), sink.RoughTimeIn(left)));
    }

    private KeptAnswer? FindKept(int cell, RecordType type, uint now, ref long left)
    {
        KeptAnswer? kept = GenerationOf(cell).Resolver.FindKept(cell, cells[cell].Host.Candidate, type, now, out long its);
        left = Math.Min(left, its);
        return kept;
    }

    private void Put(KeptHost host)
    {
        if (!HasRoom(host.A) || !HasRoom(host.Aaaa))
            return;
        host.A?.Hosts.Add(host);
        host.Aaaa?.Hosts.Add(host);
        if (Kept!.Put(host) is { } other)
            TakeBack(other);
    }

    private void TakeBack(KeptHost host)
    {
        Kept?.Remove(host);
        host.A?.Hosts.Remove(host);
        host.Aaaa?.Hosts.Remove(host);
    }

    // Hosts that went by an older generation are nowhere any more.
    private bool HasRoom(ToldAnswer? told)
    {
        told?.Hosts.RemoveAll(host => !Kept!.Has(host));
        return told is null || told.Hosts.Count < MaxTold;
    }

    private static ToldAnswer? ToldOf(KeptAnswer? answer)
    {
        if (answer is null)
            return null;
        answer.Told ??= new ToldAnswer();
        return (ToldAnswer)answer.Told;
    }
}
