using System.Collections.Concurrent;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>Something that messages can be posted to: the window of the WSAAsync functions, on every
/// platform.</summary>
/// <remarks>
/// <para>It shows nothing. Its messages wait in the queue of the thread that made it (<see cref="Create"/>), or are
/// handed to a delegate (<see cref="CreateDelivering"/>). Like a window of Windows it lives until it is destroyed, even
/// when nobody refers to it; one whose thread has ended is found out and destroyed by the next message.</para>
/// <para>All members may be used from any thread.</para>
/// </remarks>
public sealed class MessageWindow : IDisposable
{
    // Windows hands out even handles (their low word is twice an index), so odd ones are never those of a real window,
    // except for 0xFFFF, HWND_BROADCAST. They stay below 2^31, because programs keep window handles in an int.
    private const int FirstHandle = 0x4000_0001;

    private static readonly ConcurrentDictionary<nint, MessageWindow> s_windows = new();
    private static int s_counter = -1;

    private readonly MessageList _messages;
    private readonly MessageDelivery? _delivery;
    private readonly Thread? _owner;
    private bool _isDestroyed;

    private MessageWindow(MessageList messages, Action<WindowMessage>? procedure, Thread owner)
    {
        _messages = messages;
        Procedure = procedure;
        _owner = owner;
        Register();
    }

    private MessageWindow(Action<WindowMessage> handler, SynchronizationContext? context)
    {
        _messages = new MessageList();
        _delivery = new MessageDelivery(this, _messages, handler, context);
        Register();
    }

    /// <summary>The handle, to be given to the WSAAsync functions as hWnd.</summary>
    /// <value>Never 0, positive and below 2^31, in any process. It comes back only after 2^29 further windows.</value>
    public nint Handle { get; private set; }

    /// <summary>Whether the window was destroyed.</summary>
    public bool IsDestroyed => Atomic.Read(ref _isDestroyed);

    /// <summary>The same, for the list, which reads and writes it under its lock.</summary>
    internal bool IsDestroyedLocked
    {
        get => _isDestroyed;
        set => _isDestroyed = value;
    }

    /// <summary>Whether a post runs no code of the user's: its messages wait in a queue, or are handed to the pool. A context is
    /// the user's.</summary>
    internal bool IsPostedAtOnce => _delivery is not { HasContext: true };

    internal Action<WindowMessage>? Procedure { get; }

    /// <summary>Makes a window of the current thread: its messages wait in
    /// <see cref="MessageQueue.ForCurrentThread"/>.</summary>
    /// <param name="procedure">What <see cref="MessageQueue.Dispatch"/> calls with each message of the window; null for
    /// a program that looks at the messages itself.</param>
    /// <returns>The window.</returns>
    public static MessageWindow Create(Action<WindowMessage>? procedure = null) =>
        new(MessageQueue.ForCurrentThread.Messages, procedure, Thread.CurrentThread);

    /// <summary>Makes a window whose messages are handed to a delegate, one after the other, in their order. No thread
    /// needs a message loop.</summary>
    /// <param name="handler">Gets the messages. An exception out of it is unhandled, as it is everywhere else in the
    /// context or the pool.</param>
    /// <param name="context">Where it is called, by <see cref="SynchronizationContext.Post"/>: for instance that of the
    /// user interface. Null for the thread pool. When its Post throws, the window is destroyed, because its thread is
    /// gone.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    public static MessageWindow CreateDelivering(Action<WindowMessage> handler, SynchronizationContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return new MessageWindow(handler, context);
    }

    /// <summary>Posts a message to the window. It does not wait.</summary>
    /// <param name="id">The message's number.</param>
    /// <param name="wParam">Anything.</param>
    /// <param name="lParam">Anything.</param>
    /// <returns>QueueFull when 10,000 messages wait in the queue; NoWindow when the window was destroyed or its thread
    /// has ended.</returns>
    public PostOutcome Post(uint id, nuint wParam, nint lParam) => Post(id, wParam, lParam, PosterScope.Origin);

    internal PostOutcome Post(uint id, nuint wParam, nint lParam, object? origin)
    {
        if (_owner is { IsAlive: false })
        {
            Destroy();
        }
        var message = new WindowMessage(Handle, id, wParam, lParam);
        PostOutcome outcome = _messages.Add(message, this, origin);
        if (outcome == PostOutcome.Posted && _delivery is not null && !_delivery.Wake())
        {
            return PostOutcome.NoWindow;
        }
        return outcome;
    }

    /// <summary>Destroys the window and drops the messages that wait for it. A second call does nothing.</summary>
    /// <remarks>A message that is being handled is not waited for. Requests that were started with the window go on and
    /// still write to their buffers: cancel them, or wait for them, before the buffers are freed.</remarks>
    public void Destroy()
    {
        if (_messages.Destroy(this))
        {
            s_windows.TryRemove(Handle, out _);
        }
    }

    /// <summary>The same as <see cref="Destroy"/>.</summary>
    public void Dispose() => Destroy();

    internal static bool TryFind(nint handle, out MessageWindow? window) => s_windows.TryGetValue(handle, out window);

    /// <summary>Removes the messages of one origin from all queues. Returns how many.</summary>
    internal static int RemoveMessagesFrom(object origin)
    {
        int count = MessageQueue.RemoveMessagesFrom(origin);
        foreach (KeyValuePair<nint, MessageWindow> window in s_windows)
        {
            count += window.Value._messages.RemoveFrom(origin); // several windows may have the same list: no harm
        }
        return count;
    }

    /// <summary>Whether the window's messages wait in this list.</summary>
    internal bool Uses(MessageList messages) => _messages == messages;

    private void Register()
    {
        do
        {
            int number = Atomic.Increment(ref s_counter) & 0x1FFF_FFFF;
            Handle = FirstHandle + (number << 1);
        }
        while (!s_windows.TryAdd(Handle, this)); // after 2^29 windows: one of the first may still be there
    }
}
