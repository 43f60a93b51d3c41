using GetXByY.Winsock;

namespace GetXByY.Cli.Demo;

// A cancel in every state that a request can be in, and with handles that are none.
internal sealed partial class WindowProgram
{
    private const nint NeverIssued = 0x7FFF_FFF0;

    // How often the name server was asked for each name, as far as this program waited for it.
    private readonly Dictionary<string, int> _asked = [];

    private void CancelInEveryState()
    {
        // The first statement after the start: the engine has hardly woken.
        Cancel(Host("cancelled while queued", DemoServer.Silent));

        Cancel(InFlight(Host("cancelled in flight", DemoServer.Silent), DemoServer.Silent));
        Cancel(InFlight(Host("cancelled in flight, answered late", DemoServer.Held), DemoServer.Held));

        WindowRequest twice = InFlight(Host("cancelled twice", DemoServer.Silent), DemoServer.Silent);
        Cancel(twice);
        Cancel(twice);

        WindowRequest unseen = Host("cancelled with its message in the queue", DemoServer.Answers);
        WaitForMessage(unseen);
        Cancel(unseen);
        PumpUntilDone(unseen);

        WindowRequest handled = Host("cancelled after its message was handled", DemoServer.Answers);
        PumpUntilDone(handled);
        Cancel(handled);

        CancelHandle("cancel of handle 0", 0);
        CancelHandle("cancel of a handle never issued", NeverIssued);
    }

    // The server has the question, so the request is in flight.
    private WindowRequest InFlight(WindowRequest request, string name)
    {
        _asked[name] = _asked.GetValueOrDefault(name) + 1;
        using var asked = new ManualResetEventSlim();
        _ = server.Server.WaitForQueriesAsync(name, _asked[name]).ContinueWith(
            _ => asked.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (!asked.Wait(Patience))
            throw new InvalidOperationException($"The name server was not asked for '{name}'.");
        return request;
    }

    // The message is in the queue and stays there.
    private static void WaitForMessage(WindowRequest request)
    {
        SpinWait spin = default;
        while (!MessageQueue.ForCurrentThread.Peek(out WindowMessage message, remove: false) ||
            (nint)message.WParam != request.Row.Handle)
            spin.SpinOnce();
    }

    private void Cancel(WindowRequest request)
    {
        bool succeeded = Cancel(request.Row);
        if (succeeded)
            request.Buffer.FillWithPoison();
    }

    private void CancelHandle(string what, nint handle)
    {
        var row = new DemoRow(what) { Handle = handle };
        Rows.Add(row);
        Cancel(row);
    }

    private static bool Cancel(DemoRow row)
    {
        int returned = WinSock.WSACancelAsyncRequest(row.Handle);
        string error = returned == 0 ? "" : $" {ErrorName.Of(WinSock.WSAGetLastError())}";
        row.NoteCancel($"{returned}{error}", returned == 0);
        return returned == 0;
    }
}
