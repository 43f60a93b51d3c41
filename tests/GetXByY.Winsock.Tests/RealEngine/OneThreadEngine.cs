using System.Net;
using GetXByY.Configuration;
using GetXByY.Databases;
using GetXByY.Dns.Resolution;
using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Winsock.Tests;

/// <summary>The real engine without a network, all of it on the thread of the test: what it allocates can be told from
/// what other tests do at the same time.</summary>
internal sealed class OneThreadEngine : IRequestEngine
{
    private readonly WaitingWork _work = new();
    private readonly LookupEngine _engine;

    internal OneThreadEngine(NameResolverOptions options)
    {
        var tables = EngineTables.Load(new ConfigurationChoices(options));
        var clock = new EngineClock(TimeProvider.System);
        _engine = new LookupEngine(1024, tables, new NoNetwork(), new RandomSource(), clock, _ => { }, _work);
    }

    public bool IsDown => false;

    public ServicesTable Services => _engine.Tables.Services;

    public bool TryBegin(
        in LookupRequest request, LookupFace face, in FaceWords words, out uint handle, out int cell) =>
        _engine.TryBegin(request, face, words, out handle, out cell);

    public void Submit(int cell) => _engine.Submit(cell);

    public uint Start(in LookupRequest request, LookupFace face, in FaceWords words) =>
        _engine.Start(request, face, words);

    public CancelOutcome Cancel(uint handle) => _engine.Cancel(handle);

    public HostEntry Arrange(HostEntry host) => _engine.Arrange(host);

    public void Wait(BlockingCall call, int milliseconds) => Run();

    public void Queue(IThreadPoolWorkItem item) => _engine.Queue(item);

    public int CancelAll() => _engine.CancelAll();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Does all that engine and pool would do by themselves.</summary>
    internal void Run()
    {
        while (_engine.Turn(0) || _work.TryExecute())
        {
        }
    }

    private sealed class WaitingWork : EngineWorld
    {
        private readonly Queue<IThreadPoolWorkItem> _items = [];

        internal override void Queue(IThreadPoolWorkItem item) => _items.Enqueue(item);

        internal bool TryExecute()
        {
            if (!_items.TryDequeue(out IThreadPoolWorkItem? item))
            {
                return false;
            }
            item.Execute();
            return true;
        }
    }

    private sealed class NoNetwork : ITransport
    {
        public bool TryOpenDatagram(int channel, IPEndPoint server) => false;

        public void OpenStream(int channel, IPEndPoint server) => throw new NotSupportedException();

        public SendOutcome Send(int channel, ReadOnlySpan<byte> message) => throw new NotSupportedException();

        public void Close(int channel)
        {
        }
    }
}
