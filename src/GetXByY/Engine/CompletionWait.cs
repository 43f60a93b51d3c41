using GetXByY.Lookups;

namespace GetXByY.Engine;

/// <summary>Where the threads wait that take completions out of one queue: asleep, until something is added, or pumping the engine
/// that it comes from, which is for those who wait often.</summary>
/// <remarks>
/// <para>Who waits announces itself, looks into the queue, and waits with the key it was given. Who adds does that before it looks
/// whether somebody is announced; so either the one sees what was added, or the other the announcement, and changes the key. What
/// is announced is taken back with the first that comes: those behind it wake nobody.</para>
/// <para>Any thread may call any method, but for those that belong to whoever pumps.</para>
/// </remarks>
internal class CompletionWait
{
    // Who has waited so often, within so many milliseconds, pumps itself from then on. With slow servers nobody comes to that.
    private const int OftenEnough = 8;
    private const int Often = 16;

    // A borrower that gets nothing for so long lets the engine's own thread wait again; before the watch of the pump has gone.
    private const int LongestLoan = 16;

    // Where the watch has had to take the part from a place, whose threads were busy elsewhere, twice within so many milliseconds, it
    // needs so many times as many there. Once in a while is no matter: then they had nothing more to wait for.
    private const int Recently = 100;
    private const int Distrust = 4;
    private const int MostDistrust = 128;

    // What threads that sleep wait at. Nothing else runs under it.
    private readonly object _lock = new();

    private int _isAnnounced;
    private int _key;

    // Where completions come from; of several engines the one that was last seen.
    private PumpLink? _source;

    // Whose part lies here, and under which number; 0 where none does. Written by whoever pumps it, the number last.
    private PumpLink? _lender;
    private long _number;

    // The engine in whose wait a borrower sleeps: one at a time, or it could not be woken.
    private EnginePump? _sleepsIn;

    // How often was waited since when, and how often is often enough; when something came, and when the part was lost, the last time;
    // when it was looked whether somebody interrupts. Of several threads one may overwrite what another has noted: then it comes to
    // that a little later.
    private long _since;
    private int _waits;
    private int _enough = OftenEnough;
    private long _cameAt;
    private long _lostAt;
    private long _heardAt;

    /// <summary>Changes when something has come, or may have.</summary>
    internal int Key => Atomic.Read(ref _key);

    /// <summary>Says where the next completions come from.</summary>
    /// <param name="source">What lends its part; null when nothing does, and then all is as it was.</param>
    internal void ServedBy(PumpLink? source)
    {
        if (source is not null && Atomic.Read(ref _source) != source)
            Atomic.Write(ref _source, source);
    }

    /// <summary>Sees to it that a token that fires ends the waits. To be disposed of when they are over.</summary>
    internal CancellationTokenRegistration WakeBy(CancellationToken token) =>
        token.UnsafeRegister(static wait => ((CompletionWait)wait!).Wake(), this);

    /// <summary>Says that the calling thread is about to look into the queue, and then to wait.</summary>
    /// <returns>The key to wait with.</returns>
    internal int Announce()
    {
        // First: what is announced may be taken back by one who adds what somebody else takes, and then the key must tell.
        int key = Key;
        Atomic.Exchange(ref _isAnnounced, 1);
        return key;
    }

    /// <summary>Says that something was added to the queue.</summary>
    internal void OnAdded()
    {
        Atomic.Fence();
        if (Atomic.Read(ref _isAnnounced) != 0 && Atomic.Exchange(ref _isAnnounced, 0) != 0)
            Wake();
    }

    /// <summary>Ends the wait of all who wait here.</summary>
    internal void Wake()
    {
        Atomic.Increment(ref _key);
        WakeSleepers();
        Atomic.Read(ref _sleepsIn)?.Wake();
    }

    /// <summary>Waits until the key is another, or the time is up, or without a reason: the caller looks again, and announces itself
    /// for it.</summary>
    /// <param name="key">What <see cref="Announce"/> gave before the last look.</param>
    /// <param name="milliseconds">How long at most; -1 for ever.</param>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted. One that pumps notices it when it next waits and
    /// <see cref="LongestLoan"/> milliseconds have gone by.</exception>
    internal void Wait(int key, int milliseconds)
    {
        if (TryPump(key, milliseconds))
            return;
        PumpLink? source = Atomic.Read(ref _source);
        if (source is null || WhoLends(source) is not { } pump)
        {
            Sleep(key, milliseconds);
            return;
        }
        pump.Ask(this);
        try
        {
            Sleep(key, milliseconds);
        }
        finally
        {
            pump.Unask(this);
        }
    }

    /// <summary>The same, for as long as a limit leaves.</summary>
    /// <returns>False when the time was up already.</returns>
    internal bool TryWait(int key, in WaitLimit limit)
    {
        if (!limit.TryGetMilliseconds(out int milliseconds))
            return false;
        Wait(key, milliseconds);
        return true;
    }

    /// <summary>Whether who waits here next pumps, as far as can be told.</summary>
    internal bool Pumps => Atomic.Read(ref _number) != 0;

    /// <summary>Notes the part that is laid down here; for whoever pumps.</summary>
    internal void Have(PumpLink lender, long number)
    {
        Atomic.Write(ref _lender, lender);
        Atomic.Write(ref _number, number);
    }

    /// <summary>Says that the calling thread, which pumps, is about to sleep in its engine's wait. <see cref="WakeUp"/> must
    /// follow.</summary>
    /// <returns>False when another one does so here.</returns>
    internal bool TrySleepIn(EnginePump pump) => Atomic.CompareExchange(ref _sleepsIn, pump, null) is null;

    /// <summary>Says that it does not sleep any more.</summary>
    internal void WakeUp() => Atomic.Exchange(ref _sleepsIn, null);

    /// <summary>Wakes those who sleep. The simulation has others.</summary>
    private protected virtual void WakeSleepers()
    {
        // Who waits for a lock can be interrupted, and who adds is not to be: it may be a borrower that pumps. The lock is held for a
        // few instructions.
        while (!Monitor.TryEnter(Atomic.At(_lock)))
            Thread.Yield();
        Monitor.PulseAll(_lock);
        Monitor.Exit(_lock);
    }

    /// <summary>Sleeps until the key is another.</summary>
    private protected virtual void Sleep(int key, int milliseconds)
    {
        lock (Atomic.At(_lock))
        {
            // Who changes the key does so before it takes the lock, to wake whoever sleeps.
            if (_key == key)
                Monitor.Wait(_lock, milliseconds);
        }
    }

    private bool TryPump(int key, int milliseconds)
    {
        long number = Atomic.Read(ref _number);
        if (number == 0)
            return false;
        EnginePump? pump = Atomic.Read(ref _lender)?.Pump;
        // It may have ended.
        if (pump is null || !pump.TryTakeUp(number))
        {
            // Somebody else who waits here was quicker, and is about to write this himself; or the watch has it.
            if (Atomic.CompareExchange(ref _number, 0, number) == number && pump is not null)
                NoteLoss(pump.Milliseconds);
            return false;
        }
        Atomic.Write(ref _number, 0);
        LoanEnd end = pump.PumpFor(this, key, milliseconds is < 0 or > LongestLoan ? LongestLoan : milliseconds);
        if (end == LoanEnd.Lost)
            return true;
        long now = pump.Milliseconds;
        if (Key != key)
        {
            Atomic.Write(ref _cameAt, now);
            Atomic.Write(ref _enough, Math.Max(Atomic.Read(ref _enough) - 1, OftenEnough));
        }
        pump.LayDown(this, isLast: end == LoanEnd.Crowded || now - Atomic.Read(ref _cameAt) >= LongestLoan);
        Hear(now);
        return true;
    }

    private void NoteLoss(long now)
    {
        int more = Math.Min(Atomic.Read(ref _enough) * Distrust, MostDistrust);
        Atomic.Write(ref _enough, now - _lostAt > Recently ? OftenEnough : more);
        _lostAt = now;
    }

    // Who pumps does not wait as .NET knows it, so an interruption would go by unnoticed.
    private void Hear(long now)
    {
        if (now - Atomic.Read(ref _heardAt) < LongestLoan)
            return;
        Atomic.Write(ref _heardAt, now);
        Sleep(Key, 0);
    }

    // The pump to be asked for its part, if there is waiting enough here.
    private EnginePump? WhoLends(PumpLink source)
    {
        if (source.Pump is not { } pump)
        {
            Atomic.CompareExchange(ref _source, null, source);
            return null;
        }
        return Atomic.Read(ref _sleepsIn) is null && IsOftenEnough(pump) ? pump : null;
    }

    /// <summary>Whether there is waiting enough here to ask for the pump's part. The simulation has its own measure.</summary>
    private protected virtual bool IsOftenEnough(EnginePump pump)
    {
        long now = pump.Milliseconds;
        if (now - Atomic.Read(ref _since) > Often)
        {
            Atomic.Write(ref _since, now);
            Atomic.Write(ref _waits, 0);
        }
        if (Atomic.Increment(ref _waits) < Atomic.Read(ref _enough))
            return false;
        Atomic.Write(ref _cameAt, now);
        return true;
    }
}
