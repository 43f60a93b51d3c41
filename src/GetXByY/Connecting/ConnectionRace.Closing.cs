using System.Net;
using System.Net.Sockets;
using GetXByY.Lookups;

namespace GetXByY.Connecting;

// How the race is decided, between its own thread and a canceller's.
//
//   Racing    -> Beginning   an attempt begins: there may be a socket that the token does not close yet
//   Beginning -> Racing      it has begun
//   Racing    -> Closing     there is a winner, or nobody is left to win; or the caller's token has fired: whoever comes first
//                            closes all sockets but the winner's
//   Closing   -> Closed      they are closed
internal sealed partial class ConnectionRace
{
    private const int Racing = 0;
    private const int Beginning = 1;
    private const int Closing = 2;
    private const int Closed = 3;

    // Closes the sockets of those that have not won, and ends what they wait for, and the look-up. Neither is disposed of:
    // somebody may just be firing it.
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenRegistration _registration;
    private int _state = Racing;

    // Who looks on, and comes between two looks, is told by the state.
    private void ThrowIfCancelled() => Atomic.At(this)._token.ThrowIfCancellationRequested();

    // Against a canceller, who would close what there is of the attempt.
    private Task<OpenConnection> Connect(IPEndPoint endPoint)
    {
        if (Atomic.CompareExchange(ref _state, Beginning, Racing) != Racing)
            return Task.FromCanceled<OpenConnection>(_token);
        try
        {
            return _connect(endPoint, _over.Token);
        }
        finally
        {
            Atomic.Write(ref _state, Racing);
        }
    }

    // Against a canceller. If it won, this socket is closed like all others.
    private Socket? Win(OpenConnection connection)
    {
        if (TryClose(connection))
            return connection.Socket;
        ThrowIfCancelled();
        return null;
    }

    private bool TryClose(OpenConnection? winner)
    {
        if (Atomic.CompareExchange(ref _state, Closing, Racing) != Racing)
            return false;
        try
        {
            winner?.Keep();
            _over.Cancel();
        }
        finally
        {
            Atomic.Write(ref _state, Closed);
        }
        return true;
    }

    // An attempt may just begin, or who has won before still be closing the others' sockets: both are short, and when a cancel
    // returns all are closed.
    private void OnCancelled()
    {
        var spin = new SpinWait();
        while (!TryClose(null) && Atomic.Read(ref _state) != Closed)
            spin.SpinOnce(sleep1Threshold: -1);
    }
}
