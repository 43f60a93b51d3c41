using BenchmarkDotNet.Attributes;
using GetXByY.Winsock;

namespace GetXByY.Parts;

/// <summary>Messages, to a window of the thread itself.</summary>
public class Windows
{
    private readonly MessageWindow _window = MessageWindow.Create();
    private readonly MessageQueue _queue = MessageQueue.ForCurrentThread;

    [Benchmark(Description = "a message is posted, and taken out of the queue")]
    public nuint PostAndTake()
    {
        _window.Post(0x0400, 7, 0);
        return _queue.Peek(out WindowMessage message)
            ? message.WParam
            : throw new InvalidOperationException("the message was not there");
    }
}
