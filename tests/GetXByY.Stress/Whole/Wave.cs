namespace GetXByY.Stress;

/// <summary>Requests that are started one after the other while several threads cancel them.</summary>
/// <remarks>The starter starts and counts; the cancellers follow it, each at its own pace and with its own choice. A
/// wave ends when all its requests have ended and all cancellers are through.</remarks>
internal sealed class Wave(WholeRequest[] requests, StressTally tally, StressClock clock)
{
    private const int Engines = 2;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _waves = new(0);

    // How many cancellers are awake for this wave, how many requests of it were started, how many cancellers are through.
    private int _ready;
    private int _started;
    private int _through;
    private bool _isOver;

    /// <summary>The starter: wave after wave until the time is over.</summary>
    internal void Start(Hand hand, int cancellers)
    {
        EndCounts ends = default;
        bool goesOn = true;
        while (goesOn && !clock.IsOver)
        {
            _ready = _started = _through = 0;
            _waves.Release(cancellers);
            // They must be there when the first request starts, or they come too late for all that is found at once.
            goesOn = SpinWait.SpinUntil(() => Volatile.Read(ref _ready) == cancellers, s_patience);
            foreach (WholeRequest request in requests)
            {
                request.Start((QuestionKind)hand.Below(4));
                Volatile.Write(ref _started, _started + 1);
            }
            goesOn &= SpinWait.SpinUntil(() => HaveEnded(cancellers), s_patience);
            foreach (WholeRequest request in requests)
                request.Count(ref ends);
        }
        if (!goesOn)
            tally.Violate("a wave did not end");
        Volatile.Write(ref _isOver, true);
        _waves.Release(cancellers);
        tally.Add(ends);
    }

    /// <summary>A canceller: three of four requests, as soon as they are started.</summary>
    internal void Cancel(Hand hand)
    {
        var canceller = new WholeCanceller(hand);
        while (true)
        {
            _waves.Wait();
            if (Volatile.Read(ref _isOver))
                return;
            Interlocked.Increment(ref _ready);
            for (int i = 0; i < requests.Length; i++)
            {
                for (int spins = 1; Volatile.Read(ref _started) <= i; spins++)
                    WholeCanceller.GiveWay(spins);
                // Of both engines in turn.
                if (hand.Below(4) != 0)
                    canceller.Cancel(requests[i], i < Engines ? null : requests[i - Engines]);
            }
            Interlocked.Increment(ref _through);
        }
    }

    private bool HaveEnded(int cancellers) =>
        Volatile.Read(ref _through) == cancellers && Array.TrueForAll(requests, static r => r.HasEnded);
}
