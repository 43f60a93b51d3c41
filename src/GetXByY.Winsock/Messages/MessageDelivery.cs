using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>Hands the messages of one window to a delegate: one at a time, in order, on a context or the
/// pool.</summary>
internal sealed class MessageDelivery : IThreadPoolWorkItem
{
    private readonly MessageWindow _window;
    private readonly MessageList _messages;
    private readonly Action<WindowMessage> _handler;
    private readonly SynchronizationContext? _context;

    // 1 while a turn is scheduled or running: only one may be, or messages would overtake each other.
    private int _isAwake;

    internal MessageDelivery(
        MessageWindow window, MessageList messages, Action<WindowMessage> handler, SynchronizationContext? context)
    {
        _window = window;
        _messages = messages;
        _handler = handler;
        _context = context;
    }

    internal bool HasContext => _context is not null;

    /// <summary>A turn on the pool.</summary>
    public void Execute() => Run();

    /// <summary>Sees to it that the messages will be handed over.</summary>
    /// <returns>False when the context refused: the window is destroyed then.</returns>
    internal bool Wake() => Atomic.Exchange(ref _isAwake, 1) == 1 || Schedule();

    private bool Schedule()
    {
        if (_context is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return true;
        }
        try
        {
            _context.Post(static delivery => ((MessageDelivery)delivery!).Run(), this);
            return true;
        }
        catch (Exception) // whatever a context throws whose thread has ended
        {
            _window.Destroy();
            return false;
        }
    }

    private void Run()
    {
        try
        {
            // empty when the window was destroyed or the final WSACleanup removed the messages
            if (_messages.TryTake(out WindowMessage message))
            {
                _handler(message);
            }
        }
        finally
        {
            // A poster may have added a message between our look and this write: it saw 1 and left the message to us,
            // so look again after it. Both may wake then; the exchange in Wake lets one of them schedule.
            Atomic.Exchange(ref _isAwake, 0);
            if (!_messages.IsEmpty)
            {
                Wake();
            }
        }
    }
}
