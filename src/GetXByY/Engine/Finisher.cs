using System.Collections.Concurrent;
using System.Net;
using GetXByY.Databases;
using GetXByY.Lookups;

namespace GetXByY.Engine;

/// <summary>Takes results to the callers, on threads of the pool, or on the engine's own where that is over at once: claims each
/// look-up, lets its face write the result and hand the completion over, and frees the cell.</summary>
/// <remarks>A worker that takes an item sees to another worker for those behind it before it begins, so a face that is
/// slow does not stop the others.</remarks>
internal sealed partial class Finisher(
    LookupTable table, LookupCells cells, Acknowledger acknowledger, Action rouse, EngineWorld world,
    Func<HostEntry, HostEntry> arrange, Func<HostEntry, HostEntry?> arrangeKnown, Action<IPAddress[]> arrangeAddresses)
    : IThreadPoolWorkItem
{
    private const int Slice = 64;

    private readonly ConcurrentQueue<FinishItem> _items = new();

    // Those that the pump finishes itself; they belong to it.
    private readonly FinishList _atOnce = new();

    // Those whose completion could not be handed over yet.
    private readonly ConcurrentQueue<FinishItem> _refused = new();

    // 1 while a worker was asked for and has not begun.
    private int _requested;

    private long _completed;
    private long _failed;

    /// <summary>How many completions were handed over.</summary>
    internal long Completed => Atomic.Read(ref _completed);

    /// <summary>How many of them were of errors.</summary>
    internal long Failed => Atomic.Read(ref _failed);

    /// <summary>Whether some completions must be tried again.</summary>
    internal bool HasRefused => !Atomic.At(_refused).IsEmpty;

    /// <summary>Adds a result; only the pump does. It may wait for <see cref="Deliver"/>, but for an answer, which is
    /// written at once.</summary>
    internal void Enqueue(in FinishItem item)
    {
        if (item.Result.TryGetEntry(out object? found) && found is HostAnswer)
        {
            WriteAnswer(item);
            return;
        }
        // A canceller that wins takes the face away; whatever is seen of it here, the state word decides.
        LookupFace? face = cells.Face(item.Cell);
        if (face is { HasContinuations: true } && TakesInPlace(face))
            _inPlace.Add(item);
        else if (face is { EndsAtOnce: true } && !IsUnmade(item) && TryArrange(item, face.WantsOrder, out FinishItem arranged))
            _atOnce.Add(arranged);
        else
            Uninterrupted.Enqueue(Atomic.At(_items), item);
    }

    /// <summary>Finishes what ends at once, and sees to a worker for the rest. The pump calls it at the end of what it does
    /// for many look-ups: who waits for their results is woken for all, and not for the first, to sleep again before the
    /// second has come.</summary>
    internal void Deliver()
    {
        while (_atOnce.Count > 0)
            FinishAtOnce(_atOnce.Take());
        Flush();
    }

    // Sees to a worker if there are results.
    private void Flush()
    {
        if (!Atomic.At(_items).IsEmpty && Atomic.Exchange(ref _requested, 1) == 0)
            world.Queue(this);
    }

    /// <summary>Tries those completions again that could not be handed over.</summary>
    internal void Retry()
    {
        for (int i = _refused.Count; i > 0 && Atomic.At(_refused).TryDequeue(out FinishItem item); i--)
            Uninterrupted.Enqueue(Atomic.At(_items), item);
        Flush();
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        // Before the queue is looked at: whoever adds an item after that look asks for another worker.
        Atomic.Exchange(ref _requested, 0);
        OwnThread own = OwnThread.Current;
        for (int i = 0; i < Slice && Atomic.At(_items).TryDequeue(out FinishItem item); i++)
        {
            Flush();
            Finish(Arrange(item), atOnce: false);
            own.Tidy();
        }
        // The rest behind whatever else the pool has to do.
        Flush();
    }

    // On the pump's thread, which asks nobody.
    private bool TryArrange(in FinishItem item, bool wantsOrder, out FinishItem arranged)
    {
        arranged = item;
        if (!wantsOrder || !HasOrder(item))
            return true;
        // Who wants addresses alone awaits them on a worker.
        var found = (HostEntry)item.Result.Entry;
        HostEntry? known = arrangeKnown(found);
        if (known is not null && known != found)
            arranged = WithEntry(item, known);
        return known is not null;
    }

    // Before it is claimed, so that a cancel does not wait for it. The face may be gone, or another look-up's by now; then
    // the state word says so, and the item is dropped.
    private FinishItem Arrange(in FinishItem item)
    {
        if (item.IsWritten)
            return item;
        FinishItem made = IsUnmade(item) ? WithEntry(item, ((OwnHost)item.Result.Entry).ToEntry()) : item;
        if (!HasOrder(made) || cells.Face(item.Cell) is not { WantsOrder: true })
            return made;
        if (made.Result.Entry is HostEntry host)
            return WithEntry(made, arrange(host));
        // Nobody else has them.
        arrangeAddresses((IPAddress[])made.Result.Entry);
        return made;
    }

    private static FinishItem WithEntry(in FinishItem item, HostEntry entry) =>
        item with { Result = new LookupResult<object>(entry) };

    private static bool IsUnmade(in FinishItem item) => item.Result.TryGetEntry(out object? entry) && entry is OwnHost;

    private static bool HasOrder(in FinishItem item) =>
        item.Result.TryGetEntry(out object? entry) && entry is HostEntry { Addresses.Count: > 1 } or IPAddress[] { Length: > 1 };

    // Its memory is the next answer's.
    private void WriteAnswer(in FinishItem item)
    {
        try
        {
            // Against a canceller. If it won, the face is gone, and the answer is dropped.
            if (TryWrite(item, out uint reply))
                _atOnce.Add(item with { Result = default, IsWritten = true, Reply = reply });
        }
        catch (Exception e)
        {
            ThrowAgain(e);
        }
    }

    private void FinishAtOnce(in FinishItem item)
    {
        try
        {
            Finish(item, atOnce: true);
        }
        catch (Exception e)
        {
            ThrowAgain(e);
        }
    }

    // Memory that nobody may write to, or none left. On a worker it would be unhandled, and so it is here.
    private void ThrowAgain(Exception e) => world.Queue(new ThrownAgain(e));

    private void Finish(in FinishItem item, bool atOnce)
    {
        uint reply = item.Reply;
        // Against a canceller. If it won, the cell is not ours to touch: it goes back through the engine.
        if (!item.IsWritten && !TryWrite(item, out reply))
            return;
        // Against a canceller, once more: until the completion is on its way the look-up can be cancelled.
        if (!table.TryMove(item.Handle, item.Cell, LookupState.Unposted, LookupState.Posting))
            return;
        LookupFace face = cells.Face(item.Cell)!;
        LookupTable.MarkFinishing(item.Handle);
        Handover handover = Post(face, item, reply, atOnce);
        LookupTable.MarkFinishing(0);
        if (handover != Handover.Done)
        {
            PutOff(item with { IsWritten = true, Reply = reply }, handover);
            return;
        }
        table.Move(item.Handle, item.Cell, LookupState.Completed);
        cells.Return(item.Cell);
        Atomic.Increment(ref _completed);
        if (item.Result.Error != LookupError.None)
            Atomic.Increment(ref _failed);
        if (face.OnCompleted())
            acknowledger.Enqueue(face);
        // Last: it may never return.
        if (face.HasContinuations)
            face.RunContinuations(item.Result);
    }

    private Handover Post(LookupFace face, in FinishItem item, uint reply, bool atOnce)
    {
        ref readonly FaceWords words = ref cells[item.Cell].Words;
        if (atOnce)
            return PostAtOnce(face, words, item, reply);
        return face.TryPost(item.Handle, words, reply, item.Result) ? Handover.Done : Handover.Refused;
    }

    private static Handover PostAtOnce(LookupFace face, in FaceWords words, in FinishItem item, uint reply)
    {
        while (true)
        {
            try
            {
                return face.PostAtOnce(item.Handle, words, reply, item.Result);
            }
            catch (ThreadInterruptedException)
            {
                // As in Uninterrupted: it has waited in vain for the lock of a queue, so nothing was posted. To wake who takes from it
                // needs none that can be waited for.
                Thread.CurrentThread.Interrupt();
            }
        }
    }

    private void PutOff(in FinishItem item, Handover handover)
    {
        // From here on a canceller may win; then whoever tries it again loses.
        table.Move(item.Handle, item.Cell, LookupState.Unposted);
        if (handover == Handover.NotHere)
        {
            // Deliver, which this is a part of, sees to a worker.
            Uninterrupted.Enqueue(Atomic.At(_items), item);
            return;
        }
        Uninterrupted.Enqueue(Atomic.At(_refused), item);
        // The pump keeps the time until the next try; it may be asleep without any.
        rouse();
    }

    private bool TryWrite(in FinishItem item, out uint reply)
    {
        reply = 0;
        if (!table.TryMove(item.Handle, item.Cell, LookupState.InFlight, LookupState.Writing))
            return false;
        LookupTable.MarkFinishing(item.Handle);
        reply = cells.Face(item.Cell)!.Write(cells[item.Cell].Words, item.Result);
        LookupTable.MarkFinishing(0);
        table.Move(item.Handle, item.Cell, LookupState.Unposted);
        return true;
    }
}
