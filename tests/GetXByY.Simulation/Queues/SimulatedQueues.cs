using System.Net;
using System.Threading.Channels;
using GetXByY.Engine;

namespace GetXByY.Simulation;

/// <summary>A queue of each type, and the look-ups that end in them.</summary>
/// <param name="capacity">How many completions each holds; null for all.</param>
/// <param name="wait">Makes where threads wait for them.</param>
internal sealed class SimulatedQueues(int? capacity, Func<CompletionWait> wait)
{
    private readonly LookupQueue<HostEntry> _hosts = new(capacity, wait());
    private readonly LookupQueue<ServiceEntry> _services = new(capacity, wait());
    private readonly LookupQueue<ProtocolEntry> _protocols = new(capacity, wait());

    /// <summary>All that were started; a look-up's state is its place here.</summary>
    internal List<QueuedRequest> Requests { get; } = [];

    /// <summary>How often all look-ups were cancelled together.</summary>
    internal int CancelsOfAll { get; set; }

    /// <summary>What servers had known, at least, before the cache was cleared the last time.</summary>
    internal int Cleared { get; set; }

    internal bool HasWaiting =>
        _hosts.Reader.TryPeek(out _) || _services.Reader.TryPeek(out _) || _protocols.Reader.TryPeek(out _);

    internal bool TryStart(NameResolver resolver, Question question, nint state, out uint handle) => question.Kind switch
    {
        QuestionKind.HostByName => resolver.TryStartGetHostByName(question.Text, _hosts, out handle, state, question.Family),
        QuestionKind.HostByAddress =>
            resolver.TryStartGetHostByAddress(IPAddress.Parse(question.Text), _hosts, out handle, state),
        QuestionKind.ServiceByName => resolver.TryStartGetServiceByName(question.Text, null, _services, out handle, state),
        QuestionKind.ServiceByPort => resolver.TryStartGetServiceByPort(question.Number, null, _services, out handle, state),
        QuestionKind.ProtocolByName => resolver.TryStartGetProtocolByName(question.Text, _protocols, out handle, state),
        _ => resolver.TryStartGetProtocolByNumber(question.Number, _protocols, out handle, state),
    };

    /// <summary>Takes one completion of each queue.</summary>
    /// <returns>Whether there was any.</returns>
    internal bool TakeOne() => TakeFrom(_hosts.Reader) | TakeFrom(_services.Reader) | TakeFrom(_protocols.Reader);

    /// <summary>Takes all that is in the queues.</summary>
    internal void Drain()
    {
        while (TakeOne())
        {
        }
    }

    private bool TakeFrom<T>(ChannelReader<LookupCompletion<T>> reader)
        where T : class
    {
        if (!reader.TryRead(out LookupCompletion<T> completion))
            return false;
        completion.Result.TryGetEntry(out T? entry);
        Requests[(int)completion.State].OnCompletion(completion.Handle, entry, completion.Result.Error);
        return true;
    }

    /// <summary>Where threads wait for the ends of look-ups of a kind.</summary>
    internal CompletionWait WaitOf(QuestionKind kind) => kind switch
    {
        QuestionKind.HostByName or QuestionKind.HostByAddress => _hosts.Wait,
        QuestionKind.ServiceByName or QuestionKind.ServiceByPort => _services.Wait,
        _ => _protocols.Wait,
    };

    /// <summary>Whether there is one of a kind.</summary>
    internal bool Has(QuestionKind kind) => kind switch
    {
        QuestionKind.HostByName or QuestionKind.HostByAddress => _hosts.Reader.TryPeek(out _),
        QuestionKind.ServiceByName or QuestionKind.ServiceByPort => _services.Reader.TryPeek(out _),
        _ => _protocols.Reader.TryPeek(out _),
    };

    /// <summary>Lets all who wait look again.</summary>
    internal void WakeAll()
    {
        _hosts.Wait.Wake();
        _services.Wait.Wake();
        _protocols.Wait.Wake();
    }
}
