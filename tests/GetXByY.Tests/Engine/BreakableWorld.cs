using System.Collections.Concurrent;
using System.Net;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Engine;

namespace GetXByY.Tests.Engine;

/// <summary>A world whose network answers nothing, and whose driver fails when the test says so.</summary>
internal sealed class BreakableWorld : EngineWorld
{
    internal BreakableDriver Driver { get; } = new();

    /// <summary>Slow, so that a busy machine does not keep who waits often from being seen to.</summary>
    internal override long Milliseconds => base.Milliseconds / 50;

    internal override IDriver OpenDriver(int channels, RandomSource random) => Driver;

    internal sealed class BreakableDriver : IDriver
    {
        private readonly AutoResetEvent _wake = new(false);
        private readonly Lock _lock = new();
        private Exception? _failure;
        private Exception? _sendFailure;
        private int _looks;

        /// <summary>Completes when something is sent.</summary>
        internal TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal bool IsDisposed { get; private set; }

        /// <summary>The threads that have pumped and slept.</summary>
        internal ConcurrentDictionary<int, bool> Sleepers { get; } = [];

        /// <summary>Everything fails from now on.</summary>
        internal void Break(Exception failure)
        {
            lock (_lock)
                _failure = failure;
            Wake();
        }

        /// <summary>Sending fails, and nothing else.</summary>
        internal void BreakSending(Exception failure)
        {
            lock (_lock)
                _sendFailure = failure;
        }

        public bool TryOpenDatagram(int channel, IPEndPoint server) => true;

        public void OpenStream(int channel, IPEndPoint server)
        {
        }

        public SendOutcome Send(int channel, ReadOnlySpan<byte> message)
        {
            lock (_lock)
            {
                if (_sendFailure is not null)
                    throw _sendFailure;
            }
            Sent.TrySetResult();
            return SendOutcome.Sent;
        }

        public void Close(int channel)
        {
        }

        public void Deliver(StubResolvers resolvers, uint now) => ThrowIfBroken();

        /// <summary>How often it was looked without a wait.</summary>
        internal int Looks => Volatile.Read(ref _looks);

        public void Look()
        {
            Interlocked.Increment(ref _looks);
            ThrowIfBroken();
        }

        public void Wait(uint milliseconds)
        {
            Sleepers[Environment.CurrentManagedThreadId] = true;
            _wake.WaitOne((int)milliseconds);
            ThrowIfBroken();
        }

        public void Wake() => _wake.Set();

        public void Dispose() => IsDisposed = true;

        private void ThrowIfBroken()
        {
            lock (_lock)
            {
                if (_failure is not null)
                    throw _failure;
            }
        }
    }
}
