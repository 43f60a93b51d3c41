using System.Net;
using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Simulation;

/// <summary>A server with a receive buffer and a speed of its own, behind a network that takes its time; names that begin with
/// "silent" are worked on and never answered.</summary>
internal sealed class QueueingServer : ITransport
{
    private const int StepsPerMillisecond = 4;

    private readonly Queue<(SentMessage Query, uint At)> _coming = new();
    private readonly Queue<SentMessage> _buffer = new();
    private readonly Queue<(SentMessage Query, uint At)> _going = new();
    private readonly Random _random = new(1);
    private readonly HashSet<int> _dead = [];
    private double _work;

    internal int AnswersASecond { get; set; } = 2000;

    /// <summary>How many questions find room in its receive buffer.</summary>
    internal int Room { get; set; } = 277;

    /// <summary>How long a question takes to it, and an answer back, in milliseconds.</summary>
    internal uint Way { get; set; }

    /// <summary>How many questions the network loses, from 0 to 1.</summary>
    internal double Loss { get; set; }

    /// <summary>Which of the first questions the network loses; none if it is negative.</summary>
    internal int Lost { get; set; } = -1;

    public int ReceiveBuffer { get; set; } = 1 << 21;

    internal int Sent { get; private set; }

    /// <summary>How many came when there was no more room.</summary>
    internal int Overflow { get; private set; }

    internal int MostInBuffer { get; private set; }

    /// <summary>The most answers that came in one go.</summary>
    internal int MostAtOnce { get; private set; }

    /// <summary>Another server, which is there and answers nothing.</summary>
    internal IPEndPoint? Dead { get; init; }

    public bool TryOpenDatagram(int channel, IPEndPoint server)
    {
        if (server.Equals(Dead))
            _dead.Add(channel);
        return true;
    }

    public void OpenStream(int channel, IPEndPoint server)
    {
    }

    public SendOutcome Send(int channel, ReadOnlySpan<byte> message)
    {
        bool isLost = Sent++ == Lost || _random.NextDouble() < Loss;
        if (!isLost && !_dead.Contains(channel))
            _coming.Enqueue((new SentMessage(channel, 0, false, message.ToArray()), Now + Way));
        return SendOutcome.Sent;
    }

    public void Close(int channel)
    {
    }

    internal uint Now { get; private set; }

    /// <summary>Lets a millisecond pass.</summary>
    internal void Pass(StubResolver resolver)
    {
        Now++;
        for (int step = 0; step < StepsPerMillisecond; step++)
        {
            Receive();
            Work();
            for (MostAtOnce = Math.Max(MostAtOnce, _going.Count(g => g.At <= Now)); _going.TryPeek(out var next) && next.At <= Now;)
            {
                _going.Dequeue();
                resolver.OnMessage(next.Query.Channel, new Reply(next.Query).Address("192.0.2.7").Bytes, Now);
            }
            resolver.BeginTurn(Now, Now);
            resolver.Flush(Now, 256);
            while (resolver.Expire(Now, 256))
            {
            }
        }
    }

    private void Receive()
    {
        while (_coming.TryPeek(out var next) && next.At <= Now)
        {
            _coming.Dequeue();
            if (_buffer.Count < Room)
                _buffer.Enqueue(next.Query);
            else
                Overflow++;
        }
        MostInBuffer = Math.Max(MostInBuffer, _buffer.Count);
    }

    private void Work()
    {
        _work = Math.Min(_work + AnswersASecond / 1000.0 / StepsPerMillisecond, Math.Max(_buffer.Count, 1));
        for (; _work >= 1 && _buffer.TryDequeue(out SentMessage? query); _work--)
        {
            if (!query.Name.StartsWith("silent", StringComparison.Ordinal))
                _going.Enqueue((query, Now + Way));
        }
    }
}
