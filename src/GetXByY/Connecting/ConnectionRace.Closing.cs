using System.Net.Sockets;
using GetXByY.Lookups;

namespace GetXByY.Connecting;

// How the race is decided, between its own thread and a canceller's.
//
//   Racing  -> Closing    there is a winner, or nobody is left to win; or the caller's token has fired: whoever comes first
//                         closes all sockets but the winner's
//   Closing -> Closed     they are closed
internal sealed partial class ConnectionRace
{
    private const int Racing = 0;
    private const int Closing = 1;
    private const int Closed = 2;

    // Closes the sockets of those that have not won, and ends what they wait for, and the look-up. Neither is disposed of:
    // somebody may just be firing it.
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenRegistration _registration;
    private int _state = Racing;

    // Who looks on, and comes between two looks, is told by the state.
    private void ThrowIfCancelled() => Atomic.At(this)._token.ThrowIfCancellationRequested();

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

    // Who has won before may still be closing the others' sockets: that is short, and when a cancel returns they are closed.
    private void OnCancelled()
    {
        TryClose(null);
        var spin = new SpinWait();
        while (Atomic.Read(ref _state) != Closed)
            spin.SpinOnce();
    }
}
