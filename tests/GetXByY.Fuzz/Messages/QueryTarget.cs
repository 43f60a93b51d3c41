using System.Buffers.Binary;
using System.Net;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;

namespace GetXByY.Fuzz.Messages;

/// <summary>Sends queries of the stub resolver into nothing and answers them with what a message maker makes: a query ends
/// with records only by a message with its id and its question, and when it is over nothing is left of it.</summary>
internal sealed class QueryTarget : IFuzzTarget, ITransport, IQueryOwner
{
    private const int MaxMessages = 4;
    private const uint AttemptTimeout = 1000;

    private static readonly IPEndPoint[] s_servers = [new(IPAddress.Loopback, 53), new(IPAddress.IPv6Loopback, 53)];

    private readonly MessageMaker _maker = new();
    private readonly HashSet<int> _open = [];
    private readonly StubResolver _resolver;
    private readonly byte[] _sent = new byte[512];
    private readonly byte[] _message = new byte[ushort.MaxValue];
    private Chance _chance;
    private uint _now;
    private int _sentLength;
    private int _sentOn;
    private int _opening;
    private bool _isEnded;
    private int _messageLength;
    private long _ended;
    private long _found;
    private ulong _state = 1;

    public QueryTarget()
    {
        var settings = new ResolverSettings(s_servers, 2, AttemptTimeout, Rotate: true, UseTcp: false) { MixesCase = true };
        _resolver = new StubResolver(settings, this, this, new RandomSource(Draw), 0);
    }

    public string Name => "queries";

    public int Share => 99;

    public long MostMemory => MaxMessages * 512 * 1024;

    public IEnumerable<(string Name, long Count)> Counts => [("ended", _ended), ("found", _found)];

    public void Make(Chance chance)
    {
        _maker.Make(ref chance);
        _chance = chance;
    }

    public void Try()
    {
        Chance chance = _chance;
        _isEnded = false;
        _sentLength = 0;
        _opening = -1;
        int query = _resolver.Start(0, 0, _maker.Type, null);
        for (int i = 0; i < MaxMessages && !_isEnded; i++)
        {
            _resolver.Flush(_now, 16);
            if (_opening >= 0)
            {
                int opening = _opening;
                _opening = -1;
                _resolver.OnStreamOpened(opening, _now);
            }
            if (_isEnded || _sentLength == 0)
                break;
            Answer(ref chance);
            _now += (uint)chance.Below(chance.OneIn(8) ? 2000 : 40);
            while (_resolver.Expire(_now, 16))
            {
            }
        }
        if (!_isEnded)
            _resolver.Stop(query, _now);
        // First probes end, then connections without riders.
        for (int i = 0; i < 2; i++)
        {
            _now += 10_000;
            while (_resolver.Expire(_now, 16))
            {
            }
        }
        Expect(_resolver.Outstanding == 0, "a query is left");
        Expect(_open.Count == 0, $"{_open.Count} channels are left open");
    }

    public string Describe() => $"{_maker.Type} {Convert.ToHexString(_maker.Name)}, made {Convert.ToHexString(_maker.Message)}";

    // Mostly with the right id and question, else all would be dropped.
    private void Answer(ref Chance chance)
    {
        ReadOnlySpan<byte> made = _maker.Message;
        made.CopyTo(_message);
        _messageLength = made.Length;
        int question = 12 + _maker.Name.Length + 4;
        if (made.Length >= question && !chance.OneIn(8))
            _sent.AsSpan(12, question - 12).CopyTo(_message.AsSpan(12));
        if (made.Length >= 2 && !chance.OneIn(16))
            _sent.AsSpan(0, 2).CopyTo(_message);
        if (_open.Contains(_sentOn))
            _resolver.OnMessage(_sentOn, _message.AsSpan(0, _messageLength), _now);
    }

    private void Draw(Memory<byte> octets)
    {
        foreach (ref byte octet in octets.Span)
        {
            _state = _state * 6364136223846793005 + 1442695040888963407;
            octet = (byte)(_state >> 56);
        }
    }

    bool ITransport.TryOpenDatagram(int channel, IPEndPoint server)
    {
        Expect(_open.Add(channel), "a channel was opened twice");
        return true;
    }

    void ITransport.OpenStream(int channel, IPEndPoint server)
    {
        Expect(_open.Add(channel), "a channel was opened twice");
        _opening = channel;
    }

    SendOutcome ITransport.Send(int channel, ReadOnlySpan<byte> message)
    {
        Expect(_open.Contains(channel), "something was sent on a closed channel");
        Expect(message.Length <= 512, "a query is too long");
        Expect(QuestionCheck.IsFor(
            Response(message), BinaryPrimitives.ReadUInt16BigEndian(message), _maker.Name, (ushort)_maker.Type),
            "another question was sent");
        message.CopyTo(_sent);
        (_sentLength, _sentOn) = (message.Length, channel);
        return SendOutcome.Sent;
    }

    void ITransport.Close(int channel) => Expect(_open.Remove(channel), "a channel was closed twice");

    int IQueryOwner.WriteName(int owner, int variant, Span<byte> destination)
    {
        _maker.Name.CopyTo(destination);
        return _maker.Name.Length;
    }

    bool IQueryOwner.IsWanted(int owner) => true;

    void IQueryOwner.OnAttempt(int owner, IPEndPoint server, bool overTcp)
    {
    }

    void IQueryOwner.OnQueryMoved(int owner, int from, int to) => Expect(false, "a query has moved");

    void IQueryOwner.OnUnasked(int owner, UnaskedBy by) => Expect(false, "a query was not asked");

    void IQueryOwner.OnQueryEnded(
        int owner, int query, QueryOutcome outcome, AnswerData? answer, uint ttl, ExtendedErrorOption? said, uint now)
    {
        Expect(!_isEnded, "a query has ended twice");
        _isEnded = true;
        _ended++;
        Expect(outcome == QueryOutcome.Found == answer is not null, "the outcome is not that of the answer");
        if (outcome is not (QueryOutcome.Found or QueryOutcome.NoData or QueryOutcome.NameError))
            return;
        _found++;
        Expect(QuestionCheck.IsFor(
            _message.AsSpan(0, _messageLength), BinaryPrimitives.ReadUInt16BigEndian(_sent), _maker.Name, (ushort)_maker.Type),
            $"a query has ended with {outcome} by a message that is not for it");
    }

    // As if it were an answer, for the check.
    private static byte[] Response(ReadOnlySpan<byte> query)
    {
        byte[] response = query.ToArray();
        response[2] |= 0x80;
        return response;
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
            throw new FindingException(otherwise);
    }
}
