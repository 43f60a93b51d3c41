using GetXByY.Dns.Cache;
using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

// Where answers are kept: what is known is not asked. Failures are kept for a moment (RFC 9520), what is not there as long as its
// zone says (RFC 2308), and with StaleMilliseconds an answer beyond its end is better than none (RFC 8767).
internal sealed partial class StubResolver
{
    // Longer than a day nothing is kept (RFC 8767 section 4 allows a week), and what is not there no longer than three hours
    // (RFC 2308 section 5).
    private const long MaxMilliseconds = 86_400_000;
    private const long MaxNegativeMilliseconds = 10_800_000;

    // RFC 9520 section 3.2: at least a second, at most five minutes.
    private const long FailureMilliseconds = 5_000;

    // RFC 8767 section 5: so long servers have to answer before a stale answer is given, and so long they are not asked again
    // after that.
    private const uint StalePatience = 1_800;
    private const long StaleRecheck = 30_000;
    private const uint StaleTtl = (uint)(StaleRecheck / 1000);

    private readonly AnswerCache<KeptAnswer>? _cache;

    // Those that were started since the last flush.
    private readonly QueryList _fresh;

    // What time it was when the turn began, in both counts.
    private uint _turn;
    private long _turnMilliseconds;

    // What leaders may end with when no server answers, and when it is time for that. It is theirs whatever becomes of the cache.
    private readonly Dictionary<int, (CacheEntry<KeptAnswer> Entry, uint At)> _stale = [];

    /// <summary>Forgets what is kept. Queries that are out go on, but nobody follows them any more, and their answers are not
    /// kept.</summary>
    internal void ClearCache()
    {
        _cache?.Clear();
        _leaders.Clear();
    }

    /// <summary>Finds what is kept for a question, and would be its answer if it were asked now.</summary>
    /// <param name="owner">Whose question it is.</param>
    /// <param name="variant">Which of the owner's names.</param>
    /// <param name="type">What is asked for.</param>
    /// <param name="now">The time.</param>
    /// <param name="left">For how many milliseconds it is still kept.</param>
    /// <returns>Null when there is none, or one that is stale.</returns>
    internal KeptAnswer? FindKept(int owner, int variant, RecordType type, uint now, out long left)
    {
        Span<byte> question = stackalloc byte[DomainName.MaxLength + sizeof(ushort)];
        question = question[..WriteQuestion(new QueryCell { Owner = owner, Variant = (byte)variant, Type = type }, question)];
        CacheEntry<KeptAnswer>? entry = _cache?.Find(_hash.Of(question), question, Milliseconds(now));
        left = entry is null ? 0 : entry.Expiry - Milliseconds(now);
        return left > 0 ? entry!.Answer : null;
    }

    private long Milliseconds(uint now) => _turnMilliseconds + (int)(now - _turn);

    private void AddFresh(int query)
    {
        _queries[query].Phase = QueryPhase.Fresh;
        _fresh.Add(query);
    }

    private void FindFresh(uint now, int limit)
    {
        for (int i = 0; i < limit && !_fresh.IsEmpty; i++)
        {
            int query = _fresh.First;
            _fresh.Remove(query);
            if (!_owner.IsWanted(_queries[query].Owner))
                _queries[query].Phase = QueryPhase.Dropped;
            else if (IsLate(query, now))
                EndOne(query, QueryOutcome.DeadlinePassed, null, 0, null, now);
            else
                Find(query, now);
        }
    }

    private void Find(int query, uint now)
    {
        Span<byte> question = stackalloc byte[DomainName.MaxLength + sizeof(ushort)];
        question = question[..WriteQuestion(_queries[query], question)];
        ulong hash = _hash.Of(question);
        CacheEntry<KeptAnswer>? entry = _cache!.Find(hash, question, Milliseconds(now));
        if (entry is not null && Math.Max(entry.Expiry, entry.RecheckAt) - Milliseconds(now) is > 0 and long left)
        {
            bool isStale = entry.Expiry <= Milliseconds(now);
            _ = isStale ? Counts.Stale++ : Counts.Kept++;
            EndUnasked(query, isStale ? UnaskedBy.Stale : UnaskedBy.Kept, entry.Answer, (uint)(left / 1000), now);
        }
        else if (_leaders.TryAdd(hash, query))
        {
            _queries[query].Marks |= QueryMarks.Leads;
            Ask(query);
            if (entry is not null)
                HoldStale(query, entry, now);
        }
        else if (IsSame(query, _leaders[hash]))
        {
            Follow(query, _leaders[hash], now);
        }
        else
        {
            Ask(query);
        }
    }

    private void HoldStale(int query, CacheEntry<KeptAnswer> entry, uint now)
    {
        _stale.Add(query, (entry, now + StalePatience));
        Hasten(query, now + StalePatience);
    }

    // The name in small letters, and the type.
    private int WriteQuestion(in QueryCell cell, Span<byte> destination)
    {
        int length = WriteName(cell, destination);
        foreach (ref byte octet in destination[..length])
        {
            if (octet is >= (byte)'A' and <= (byte)'Z')
                octet |= 0x20;
        }
        destination[length++] = (byte)((int)cell.Type >> 8);
        destination[length++] = (byte)cell.Type;
        return length;
    }

    // Letter by letter: the leader's answer is compared with its own.
    private bool IsSame(int query, int leader)
    {
        Span<byte> room = stackalloc byte[2 * DomainName.MaxLength];
        Span<byte> one = room[..DomainName.MaxLength], other = room[DomainName.MaxLength..];
        return _queries[query].Type == _queries[leader].Type
            && one[..WriteName(_queries[query], one)].SequenceEqual(other[..WriteName(_queries[leader], other)]);
    }

    private void EndShared(int query, QueryOutcome outcome, uint now, AnswerData? answer, long? negativeMilliseconds)
    {
        if (_queries[query].Phase == QueryPhase.Following)
        {
            int leader = (int)_queries[query].AttemptEnd;
            LeaveLeader(query, isArmed: false);
            EndLate(query, leader, now);
            return;
        }
        Span<byte> question = stackalloc byte[DomainName.MaxLength + sizeof(ushort)];
        question = question[..WriteQuestion(_queries[query], question)];
        ulong hash = _hash.Of(question);
        var kept = new KeptAnswer(outcome, answer, TakeSaid(query));
        KeptAnswer? stale = outcome > QueryOutcome.NameError ? TakeStale(query, outcome, now) : null;
        if (Unlead(query, hash) && stale is null)
            Keep(hash, question, kept, LifetimeOf(kept, negativeMilliseconds), now);
        (uint ttl, UnaskedBy unasked) = stale is null ? (answer?.Ttl ?? 0, UnaskedBy.None) : (StaleTtl, UnaskedBy.Stale);
        kept = stale ?? kept;
        _followers.Remove(query, out QueryList? followers);
        EndUnasked(query, unasked, kept, ttl, now);
        while (followers is { IsEmpty: false })
        {
            int follower = followers.First;
            followers.Remove(follower);
            _following--;
            if ((_queries[follower].Marks & QueryMarks.HasDeadline) != 0)
                _wheel.Disarm(follower);
            Counts.Stale += unasked == UnaskedBy.Stale ? 1 : 0;
            EndUnasked(follower, unasked | UnaskedBy.Shared, kept, ttl, now);
        }
    }

    private void EndUnasked(int query, UnaskedBy by, KeptAnswer answer, uint ttl, uint now)
    {
        if (by != UnaskedBy.None)
            _owner.OnUnasked(_queries[query].Owner, by);
        EndOne(query, answer.Outcome, answer.Data, ttl, answer.Said, now);
    }

    // Its own deadline has passed, and not that of its leader.
    private void EndLate(int query, int leader, uint now)
    {
        if (!_stale.TryGetValue(leader, out (CacheEntry<KeptAnswer> Entry, uint At) stale))
        {
            EndOne(query, QueryOutcome.DeadlinePassed, null, 0, null, now);
            return;
        }
        Counts.Stale++;
        EndUnasked(query, UnaskedBy.Stale, stale.Entry.Answer, StaleTtl, now);
    }

    private KeptAnswer? TakeStale(int query, QueryOutcome outcome, uint now)
    {
        if (!_stale.TryGetValue(query, out (CacheEntry<KeptAnswer> Entry, uint At) stale))
            return null;
        Counts.Stale++;
        // A look-up in a hurry says nothing about the servers.
        if (outcome != QueryOutcome.DeadlinePassed || (int)(stale.At - now) <= 0)
            stale.Entry.RecheckAt = Milliseconds(now) + StaleRecheck;
        return stale.Entry.Answer;
    }

    private static long LifetimeOf(KeptAnswer answer, long? negativeMilliseconds) => answer.Outcome switch
    {
        QueryOutcome.Found => Math.Min(answer.Data!.Ttl * 1000L, MaxMilliseconds),
        QueryOutcome.NoData or QueryOutcome.NameError => Math.Min(negativeMilliseconds ?? 0, MaxNegativeMilliseconds),
        QueryOutcome.DeadlinePassed => 0,
        _ => FailureMilliseconds,
    };

    private void Keep(ulong hash, ReadOnlySpan<byte> question, KeptAnswer answer, long lifetime, uint now)
    {
        if (lifetime <= 0)
        {
            // What was kept before is not true any more, not even as a stale answer.
            if (answer.Outcome <= QueryOutcome.NameError)
                _cache!.Forget(hash);
            return;
        }
        answer.Data?.Keep();
        long expiry = Milliseconds(now) + lifetime;
        _cache!.Keep(new CacheEntry<KeptAnswer>(hash, question.ToArray(), answer)
        {
            Bytes = WeightOf(answer) + question.Length,
            Expiry = expiry,
            End = expiry + (answer.Outcome == QueryOutcome.Found ? _settings.Cache.StaleMilliseconds : 0),
        });
    }

    // Roughly what the objects take in memory, with the entry that is made of them.
    private static int WeightOf(KeptAnswer answer)
    {
        const int Entry = 640, Address = 88, Text = 32;
        int weight = Entry + 2 * (answer.Said?.ExtraText.Length ?? 0);
        if (answer.Data is not { } data)
            return weight;
        weight += data.Addresses.Count * Address + Text + 2 * data.CanonicalName.Length;
        foreach (string name in data.Aliases)
            weight += Text + 2 * name.Length;
        foreach (string name in data.PointerNames)
            weight += Text + 2 * name.Length;
        return weight;
    }
}
