using GetXByY.Dns.Cache;
using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

// Where answers are kept, what another query asks already is not asked again. Of equal queries the first leads: the attempts
// are its own. The others follow, each with its own owner and deadline, and end with it. When nobody wants the leader any more, or
// its deadline passes, it changes places with its first follower: its attempts go on under the same number for that one's owner,
// and what is stopped or ended is the follower's number. So a cancel leaves the others alone, and the last one stops the attempts.
internal sealed partial class StubResolver
{
    // Who leads, by the hash of the question, of those that were sent since the cache was cleared; and the followers of those who have any.
    private readonly Dictionary<ulong, int> _leaders = [];
    private readonly Dictionary<int, QueryList> _followers = [];

    // How many follow: they need no socket.
    private int _following;

    private void Follow(int query, int leader, uint now)
    {
        Counts.Followed++;
        _following++;
        ref QueryCell cell = ref _queries[query];
        cell.Phase = QueryPhase.Following;
        cell.AttemptEnd = (uint)leader;
        if (!_followers.TryGetValue(leader, out QueryList? followers))
            _followers.Add(leader, followers = new QueryList(_queries));
        followers.Add(query);
        RearmDeadline(query);
        if (_stale.ContainsKey(leader))
            Hasten(query, now + StalePatience);
    }

    // Takes a query that follows out of the list it is in.
    private void LeaveLeader(int query, bool isArmed)
    {
        ref QueryCell cell = ref _queries[query];
        if (isArmed && (cell.Marks & QueryMarks.HasDeadline) != 0)
            _wheel.Disarm(query);
        QueryList followers = _followers[(int)cell.AttemptEnd];
        followers.Remove(query);
        _following--;
        if (followers.IsEmpty)
            _followers.Remove((int)cell.AttemptEnd);
    }

    // Whether anybody wants to know: when its owner does not any more, one of those who follow takes its place.
    private bool IsWanted(int query, uint now)
    {
        while (!_owner.IsWanted(_queries[query].Owner))
        {
            if (!TryHandOver(query, now, out _))
                return false;
        }
        return true;
    }

    // A leader whose owner is done with it goes on for its first follower.
    // other: what is the owner's now; it is in no list, and to be stopped or ended.
    // isArmed: whether the leader's timer is; null for as usual in its phase.
    private bool TryHandOver(int query, uint now, out int other, bool? isArmed = null)
    {
        other = QueryCells.None;
        ref QueryCell cell = ref _queries[query];
        if ((cell.Marks & QueryMarks.Leads) == 0 || !_followers.TryGetValue(query, out QueryList? followers))
            return false;
        bool hasDeadline = (cell.Marks & QueryMarks.HasDeadline) != 0;
        uint look = cell.Phase == QueryPhase.Waiting ? LookOf(cell, now) : 0;
        if (isArmed ?? (cell.Phase == QueryPhase.Waiting || (cell.Phase == QueryPhase.Ready && hasDeadline)))
            _wheel.Disarm(query);
        other = followers.First;
        LeaveLeader(other, isArmed: true);
        SwapOwners(ref cell, ref _queries[other]);
        _queries[other].Phase = QueryPhase.Dropped;
        for (int earlier = _earlier.YoungestOf(query); earlier != QueryCells.None; earlier = _queries[earlier].Next)
            (_queries[earlier].Owner, _queries[earlier].Variant) = (cell.Owner, cell.Variant);
        if (cell.Phase == QueryPhase.Waiting)
            Arm(query, look);
        else
            RearmDeadline(query);
        _owner.OnQueryMoved(cell.Owner, other, query);
        _owner.OnQueryMoved(_queries[other].Owner, query, other);
        return true;
    }

    // When an attempt needs attention: its timer stands there, unless the deadline of its look-up comes first.
    private uint LookOf(in QueryCell cell, uint now)
    {
        if ((cell.Marks & QueryMarks.HasDeadline) == 0 || (int)(cell.Expiry - cell.Deadline) < 0)
            return cell.Expiry;
        if ((cell.Marks & (QueryMarks.Unsent | QueryMarks.Unboarded)) != 0)
            return now + FullDelay;
        if (GoesOnOverTcp(cell))
            return now + DoubtDelay;
        return NextLook(cell, (cell.Marks & QueryMarks.Resent) != 0 ? now : SentAt(cell));
    }

    // When it is time for a stale answer, that is for all of them.
    private bool TryHandOverLate(int query, uint now, out int late, bool? isArmed = null)
    {
        late = QueryCells.None;
        bool isForAll = _stale.TryGetValue(query, out (CacheEntry<KeptAnswer> Entry, uint At) stale) && (int)(stale.At - now) <= 0;
        return !isForAll && TryHandOver(query, now, out late, isArmed);
    }

    private static void SwapOwners(ref QueryCell leader, ref QueryCell follower)
    {
        (leader.Owner, follower.Owner) = (follower.Owner, leader.Owner);
        (leader.Variant, follower.Variant) = (follower.Variant, leader.Variant);
        (leader.Deadline, follower.Deadline) = (follower.Deadline, leader.Deadline);
        QueryMarks difference = (leader.Marks ^ follower.Marks) & QueryMarks.HasDeadline;
        leader.Marks ^= difference;
        follower.Marks ^= difference;
    }

    private void RearmDeadline(int query)
    {
        ref QueryCell cell = ref _queries[query];
        if ((cell.Marks & QueryMarks.HasDeadline) == 0)
            return;
        cell.Expiry = cell.Deadline;
        _wheel.Arm(query);
    }

    // Nobody wants a query any more; it waits for being stopped.
    private void Drop(int query)
    {
        if ((_queries[query].Marks & QueryMarks.Leads) != 0)
            Unlead(query);
        _queries[query].Phase = QueryPhase.Dropped;
    }

    // Before a query is stopped.
    private void LeaveShared(int query)
    {
        ref QueryCell cell = ref _queries[query];
        if (cell.Phase == QueryPhase.Fresh)
            _fresh.Remove(query);
        else if (cell.Phase == QueryPhase.Following)
            LeaveLeader(query, isArmed: true);
        else if ((cell.Marks & QueryMarks.Leads) != 0)
            Unlead(query);
    }

    // It leads no more.
    private void Unlead(int query)
    {
        Span<byte> question = stackalloc byte[DomainName.MaxLength + sizeof(ushort)];
        Unlead(query, _hash.Of(question[..WriteQuestion(_queries[query], question)]));
    }

    // Whether it was still to be followed.
    private bool Unlead(int query, ulong hash)
    {
        _stale.Remove(query);
        _queries[query].Marks &= ~QueryMarks.Leads;
        return _leaders.TryGetValue(hash, out int leader) && leader == query && _leaders.Remove(hash);
    }
}
