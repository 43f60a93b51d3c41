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

    // Each time the watch has had to take the part from a place, whose threads were busy elsewhere, it needs so many times as many
    // there.
    private const int Distrust = 4;
    private const int MostDistrust = 128;

    // What threads that sleep wait at. Nothing else runs under it.
    private readonly object _lock = new();

    private int _isAnnounced;
    private int _key;

    // The engine that completions come from; of several, the one that was last seen.
    private EnginePump? _pump;

    // The engine whose part lies here, and under which number; 0 where none does. Written by whoever pumps it, the number last.
    private EnginePump? _lender;
    private long _number;

    // The engine in whose wait a borrower sleeps.
    private EnginePump? _sleepsIn;

    // How often was waited since when, and how often is often enough. Of several threads one may overwrite what another has
    // counted: then it comes to that a little later.
    private uint _since;
    private int _waits;
    private int _enough = OftenEnough;

    /// <summary>Changes when something has come, or may have.</summary>
    internal int Key => Atomic.Read(ref _key);

    /// <summary>Says from which engine the next completions come.</summary>
    internal void ServedBy(EnginePump pump)
    {
        if (Atomic.Read(ref _pump) != pump)
            Atomic.Write(ref _pump, pump);
    }

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
    /// <exception cref="ThreadInterruptedException">The thread was interrupted. One that pumps notices when it has waited for
    /// <see cref="LongestLoan"/> milliseconds.</exception>
    internal void Wait(int key, int milliseconds)
    {
        if (TryPump(key, milliseconds))
            return;
        EnginePump? pump = Atomic.Read(ref _pump);
        if (pump is null || !IsOftenEnough(pump))
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

    /// <summary>Whether who waits here next pumps, as far as can be told.</summary>
    internal bool Pumps => Atomic.Read(ref _number) != 0;

    /// <summary>Notes the part that is laid down here; for whoever pumps.</summary>
    internal void Have(EnginePump lender, long number)
    {
        Atomic.Write(ref _lender, lender);
        Atomic.Write(ref _number, number);
    }

    /// <summary>Says in which engine's wait the calling thread sleeps; for whoever pumps.</summary>
    internal void SleepsIn(EnginePump? pump) => Atomic.Exchange(ref _sleepsIn, pump);

    /// <summary>Wakes those who sleep. The simulation has others.</summary>
    private protected virtual void WakeSleepers()
    {
        lock (Atomic.At(_lock))
        {
            Monitor.PulseAll(_lock);
        }
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
        EnginePump pump = Atomic.Read(ref _lender)!;
        if (!pump.TryTakeUp(number))
        {
            // Somebody else who waits here was quicker, and is about to write this himself; or the watch has it.
            if (Atomic.CompareExchange(ref _number, 0, number) == number)
                Atomic.Write(ref _enough, Math.Min(Atomic.Read(ref _enough) * Distrust, MostDistrust));
            return false;
        }
        Atomic.Write(ref _number, 0);
        bool isWhole = milliseconds is < 0 or >= LongestLoan;
        if (!pump.PumpFor(this, key, isWhole ? LongestLoan : milliseconds))
            return true;
        bool hasCome = Key != key;
        if (hasCome)
            Atomic.Write(ref _enough, Math.Max(Atomic.Read(ref _enough) - 1, OftenEnough));
        pump.LayDown(this, isLast: isWhole && !hasCome);
        return true;
    }

    /// <summary>Whether there is waiting enough here to ask for the pump's part. The simulation has its own measure.</summary>
    private protected virtual bool IsOftenEnough(EnginePump pump)
    {
        uint now = pump.Now;
        if (now - Atomic.Read(ref _since) > Often)
        {
            Atomic.Write(ref _since, now);
            Atomic.Write(ref _waits, 0);
            if (pump.HasEnded)
                Atomic.CompareExchange(ref _pump, null, pump);
        }
        return Atomic.Increment(ref _waits) >= Atomic.Read(ref _enough);
    }
}
