using System.Runtime.InteropServices;
using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Stress;

/// <summary>The narrow path at full speed: one thread starts look-ups, pumps an engine and finishes, with the product's
/// LookupEngine, LookupTable and Finisher; another cancels the same look-ups, each when the first is just coming to it.
/// </summary>
/// <remarks>Of each few look-ups only the last is cancelled. Those before it are left alone, so their words tell the
/// canceller how far the other side has come.</remarks>
internal sealed unsafe class NarrowLane
{
    private const int Batch = 128;
    private const int Capacity = 2 * Batch;
    private const uint RetryMilliseconds = 11;

    // One in so many look-ups fails, one in so many is refused when it is first handed over.
    private const int FailsOneIn = 61;
    private const int RefusesOneIn = 67;
    private const ushort KnownPort = 80;
    private const ushort UnknownPort = 0;

    private readonly NarrowWorld _world = new();
    private readonly LookupEngine _engine;
    private readonly StressTally _tally;
    private readonly StressClock _clock;
    private readonly int _number;
    private readonly ulong _seed;
    private readonly NarrowFace[] _faces = new NarrowFace[Batch];
    private readonly uint[] _handles = new uint[Batch];
    private readonly long* _memory;
    private CollisionPlace _place;
    private uint _now;

    // The batch that may be cancelled, and the one the canceller is done with; -1 when there will be no other.
    private int _begun;
    private int _cancelledUpTo;

    internal NarrowLane(EngineTables tables, StressTally tally, StressClock clock, int number, ulong seed)
    {
        _number = number;
        _tally = tally;
        _clock = clock;
        _seed = seed;
        _memory = (long*)NativeMemory.AllocZeroed(Batch, sizeof(long));
        _engine = new LookupEngine(
            Capacity, tables, new NoTransport(), new(), new EngineClock(TimeProvider.System), static _ => { }, _world);
    }

    /// <summary>Starts both threads.</summary>
    internal Thread[] Start()
    {
        Thread[] threads =
        [
            new(Answer) { Name = "stress answer", IsBackground = true },
            new(CancelAll) { Name = "stress cancel", IsBackground = true },
        ];
        Array.ForEach(threads, static t => t.Start());
        return threads;
    }

    private void Answer()
    {
        ProcessorSeat.Take(2 * _number);
        Hand hand = Hand.Take(_seed);
        for (int i = 0; i < Batch; i++)
            _faces[i] = new NarrowFace(_memory + i, hand);
        EndCounts ends = default;
        for (int batch = 1; !_clock.IsOver; batch++)
        {
            StartBatch(hand);
            Volatile.Write(ref _begun, batch);
            for (int turns = 1; Volatile.Read(ref _cancelledUpTo) != batch || !_engine.IsIdle; turns++)
            {
                // The time of the next try of those that were refused comes at once.
                _engine.Turn(_now += RetryMilliseconds);
                _world.ExecuteAll();
                NarrowCanceller.GiveWay(turns);
            }
            // The canceller may have asked for one more turn of the acknowledger.
            _world.ExecuteAll();
            CheckBatch(ref ends);
        }
        Volatile.Write(ref _begun, -1);
        CheckAtRest(ends);
        _tally.Add(ends);
        NativeMemory.Free(_memory);
    }

    private void StartBatch(Hand hand)
    {
        _place = (CollisionPlace)hand.Below(3);
        for (int i = 0; i < Batch; i++)
        {
            if (!_faces[i].IsUntouched)
                _tally.Violate("memory was written when its look-up was long cancelled");
            _faces[i].Reset(_place, refuses: hand.Below(RefusesOneIn) == 0);
            ushort port = hand.Below(FailsOneIn) == 0 ? UnknownPort : KnownPort;
            var words = new FaceWords(0, (nint)(_memory + i), sizeof(long), 0);
            _handles[i] = _engine.Start(LookupRequest.ServiceByPort(port, [], false), _faces[i], words);
            if (_handles[i] == 0)
                _tally.Violate("a start was refused although there was room");
        }
    }

    private void CheckBatch(ref EndCounts ends)
    {
        foreach (NarrowFace face in _faces)
        {
            if (face.Check(ref ends) is string wrong)
                _tally.Violate(wrong);
        }
    }

    private void CheckAtRest(in EndCounts ends)
    {
        EngineCounts counts = _engine.Counts;
        EngineRest.Check(_engine, _tally);
        if (counts.Started != ends.Starts || counts.Cancelled != ends.Cancelled
            || counts.Completed != ends.Completed + ends.Failed)
            _tally.Violate($"the engine has counted {counts}, its callers {ends}");
        if (!_engine.TryClose(_now, cancels: true))
            _tally.Violate("an engine without look-ups could not be closed");
    }

    private void CancelAll()
    {
        ProcessorSeat.Take(2 * _number + 1);
        Hand hand = Hand.Take(~_seed);
        var canceller = new NarrowCanceller(_engine, hand);
        int batch = 0;
        while (true)
        {
            int begun = SpinUntil(ref _begun, batch);
            if (begun < 0)
                return;
            batch = begun;
            canceller.Cancel(_place, _handles, _faces);
            Volatile.Write(ref _cancelledUpTo, batch);
        }
    }

    private static int SpinUntil(ref int place, int old)
    {
        for (int i = 1; ; i++)
        {
            int value = Volatile.Read(ref place);
            if (value != old)
                return value;
            NarrowCanceller.GiveWay(i);
        }
    }
}
