using System.Net;
using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

/// <summary>What is known about one server: how long it takes, whether it is of use, what it was asked and has
/// answered. A pure state machine; only the pump uses it, and its counts are read by anybody, a little late.</summary>
internal sealed class Server(int number, IPEndPoint endPoint, int roomForAnswers = SendPace.Most)
{
    // In milliseconds. A round trip half around the globe, so that only what is lost is asked for again.
    private const uint LeastPatience = 250;

    // Where nothing was measured (RFC 6298 section 2).
    private const uint FirstPatience = 1000;

    // Below the length of a slot of the timer wheel and the hiccups of an ordinary machine nothing is slow.
    private const uint LeastSlow = 10;

    // A zone that is broken makes some answers failures. Only a server that answers nothing else is passed over.
    private const int ManyFailures = 8;

    private const uint FirstProbeDelay = 1000;
    private const int ProbeDoublings = 5;
    private const uint LongestProbeDelay = FirstProbeDelay << ProbeDoublings;

    private readonly byte[] _probeName = new byte[DomainName.MaxLength];
    private int _probeNameLength;
    private RoundTrip _roundTrip = new();
    private bool _wasHeard;
    private uint _heardAt;
    private uint _silentAt;
    private uint _probeAt;
    private int _probes;
    private bool _wasProbed;
    private uint _probedAt;

    internal readonly int Number = number;
    internal readonly IPEndPoint EndPoint = endPoint;

    /// <summary>What was sent to it and came of it.</summary>
    internal ServerCounts Counts { get; } = new();

    /// <summary>How many questions may be out at it.</summary>
    internal SendPace Pace { get; } = new(roomForAnswers);

    internal ServerHealth Health { get; private set; }

    internal bool IsHealthy => Health == ServerHealth.Healthy;

    /// <summary>How long it takes to answer.</summary>
    internal ref readonly RoundTrip RoundTrip => ref _roundTrip;

    /// <summary>How many answers in a row were failures.</summary>
    internal int FailuresInARow { get; private set; }

    /// <summary>How many times in a row it was found silent.</summary>
    internal int SilencesInARow { get; private set; }

    /// <summary>Whether a probe is out.</summary>
    internal bool IsProbed { get; private set; }

    /// <summary>The name that its probe asks for, in wire form: a copy, because the look-up that had it may be over.</summary>
    internal ReadOnlySpan<byte> ProbeName => _probeName.AsSpan(0, _probeNameLength);

    /// <summary>How long an attempt waits, in milliseconds, before the next one is sent beside it.</summary>
    /// <param name="timeout">How long an attempt waits at most.</param>
    /// <param name="hasOthers">Whether there are other servers.</param>
    /// <param name="round">How many times the query has asked all servers before.</param>
    internal uint Patience(uint timeout, bool hasOthers, int round = 0)
    {
        // The only server, of which nothing is known, is left the time that it was promised.
        uint patience = !_roundTrip.IsUnknown ? Math.Max(_roundTrip.Lost, LeastPatience)
            : hasOthers ? FirstPatience
            : timeout;
        // Who answers nothing at all, more than once, is asked less and less often (RFC 6298 section 5.5).
        return Math.Min(patience << Math.Max(round, Math.Min(SilencesInARow - 1, 8)), timeout);
    }

    /// <summary>So many milliseconds after an attempt its answer is slow; null when it is not known what is.</summary>
    internal uint? Slow => _roundTrip.IsUnknown ? null : Math.Max(_roundTrip.Slow, LeastSlow);

    /// <summary>Something was heard of it: it is there.</summary>
    internal void OnHeard(uint now)
    {
        _wasHeard = true;
        _heardAt = now;
        SilencesInARow = 0;
        if (Health == ServerHealth.Silent)
            Recover();
    }

    /// <summary>Whether anything was heard of it after a time that is not long past.</summary>
    // By how long ago both are: it may have been heard of weeks ago, and then their difference tells nothing.
    internal bool WasHeardSince(uint time, uint now) => _wasHeard && now - _heardAt < now - time;

    /// <summary>An attempt was answered, well or not.</summary>
    /// <param name="sentAt">When it was sent; null where the answer does not tell how long the server takes.</param>
    /// <param name="now">The time.</param>
    internal void OnAnswer(uint? sentAt, uint now)
    {
        Counts.Answered++;
        if (sentAt is uint sent)
            _roundTrip.Add(now - sent);
        OnHeard(now);
    }

    /// <summary>What it has answered tells something about the name.</summary>
    internal void OnSuccess()
    {
        FailuresInARow = 0;
        if (Health == ServerHealth.Failing)
            Recover();
    }

    /// <summary>What it has answered is a failure, or makes no sense.</summary>
    internal void OnFailure(uint now)
    {
        Counts.Failed++;
        FailuresInARow++;
        if (Health == ServerHealth.Healthy && FailuresInARow >= ManyFailures)
            FallIll(ServerHealth.Failing, now);
    }

    /// <summary>An attempt has waited in vain. That some names are not answered is no illness; that nothing was answered
    /// meanwhile is.</summary>
    internal void OnSilence(uint sentAt, uint now)
    {
        Counts.TimedOut++;
        if (WasHeardSince(sentAt, now))
            return;
        // Those that were sent before it was last found silent tell nothing new.
        if (Health == ServerHealth.Silent && now - _silentAt < now - sentAt)
            return;
        FallSilent(now);
    }

    /// <summary>There is no way to it, or nobody at its port.</summary>
    internal void OnUnreachable(uint now)
    {
        Counts.Unreachable++;
        if (Health != ServerHealth.Silent || now - _silentAt >= LeastPatience)
            FallSilent(now);
    }

    /// <summary>Whether a copy of the next query should see how it is.</summary>
    internal bool IsProbeDue(uint now) =>
        // Only just after a probe the next one's time is ahead; further ahead is so long ago that the time has wrapped around.
        !IsHealthy && !IsProbed && _probeAt - now is 0 or > (FirstProbeDelay << ProbeDoublings);

    /// <summary>Whether it has had none for so long that the next one needs no leave: who asks seldom would otherwise wait
    /// for it until there were enough queries.</summary>
    internal bool IsProbeOwed(uint now) => !_wasProbed || now - _probedAt >= LongestProbeDelay;

    /// <summary>A probe goes out. The next one has to wait twice as long.</summary>
    internal void OnProbe(ReadOnlySpan<byte> name, uint now)
    {
        Counts.Probes++;
        OnWatch(name);
        _wasProbed = true;
        _probedAt = now;
        _probeAt = now + (FirstProbeDelay << Math.Min(_probes++, ProbeDoublings));
    }

    /// <summary>An attempt that nobody waits for any more is left out, as a probe would be.</summary>
    internal void OnWatch(ReadOnlySpan<byte> name)
    {
        name.CopyTo(_probeName);
        _probeNameLength = name.Length;
        IsProbed = true;
    }

    /// <summary>The probe was answered, or given up.</summary>
    internal void OnProbeEnded() => IsProbed = false;

    private void FallSilent(uint now)
    {
        SilencesInARow++;
        _silentAt = now;
        if (Health != ServerHealth.Silent)
            FallIll(ServerHealth.Silent, now);
    }

    private void FallIll(ServerHealth health, uint now)
    {
        Health = health;
        _probes = 0;
        _probeAt = now;
    }

    private void Recover() =>
        Health = FailuresInARow >= ManyFailures ? ServerHealth.Failing : ServerHealth.Healthy;
}
