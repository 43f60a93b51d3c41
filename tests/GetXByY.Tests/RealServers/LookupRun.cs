using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GetXByY.Tests.RealServers;

/// <summary>Look-ups one after the other by several workers, until the test stops them; each is judged when it
/// ends.</summary>
internal sealed class LookupRun(NameResolver resolver, string name)
{
    private static readonly TimeSpan s_allowance = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<string> _wrong = [];
    private readonly List<string> _late = [];

    // Of those that failed: their number in the order of starts, and why.
    private readonly List<(int Number, string Reason)> _failures = [];
    private readonly List<(Func<bool> Reached, TaskCompletionSource Waiter)> _waiters = [];
    private int _starts;
    private bool _stopped;

    /// <summary>How long each may take; null for as long as its attempts last.</summary>
    internal TimeSpan? Limit { get; init; }

    /// <summary>Those that have not ended by their deadline, with much allowance for a machine that is busy.</summary>
    internal IReadOnlyList<string> Late
    {
        get
        {
            lock (_lock)
                return [.. _late];
        }
    }

    /// <summary>How many have ended.</summary>
    internal int Ends { get; private set; }

    /// <summary>Those that ended neither with the right addresses nor with TryAgain.</summary>
    internal IReadOnlyList<string> Wrong
    {
        get
        {
            lock (_lock)
                return [.. _wrong];
        }
    }

    /// <summary>Begins. Ends after <see cref="Stop"/> when no look-up is left.</summary>
    internal Task StartAsync(int workers) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync)));

    internal void Stop()
    {
        lock (_lock)
            _stopped = true;
    }

    /// <summary>The number of the next look-up: what is started from now on has this one or a greater.</summary>
    internal int BeginPhase()
    {
        lock (_lock)
            return _starts;
    }

    /// <summary>Why look-ups ended with TryAgain, of those from a number on.</summary>
    internal IReadOnlyList<string> FailuresSince(int number)
    {
        lock (_lock)
            return [.. _failures.Where(f => f.Number >= number).Select(f => $"{f.Number}: {f.Reason}")];
    }

    internal Task WaitForEndsAsync(int count) => WaitAsync(() => Ends >= count);

    internal Task WaitForFailuresAsync(int count) => WaitAsync(() => _failures.Count >= count);

    private Task WaitAsync(Func<bool> reached)
    {
        lock (_lock)
        {
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (reached())
                waiter.SetResult();
            else
                _waiters.Add((reached, waiter));
            return waiter.Task;
        }
    }

    private async Task WorkAsync()
    {
        while (TryTakeNumber(out int number))
        {
            int host = number % RealRecords.Numbered;
            string asked = name == "n" ? $"n{host}.{RealRecords.Zone}" : $"{name}.{RealRecords.Zone}";
            string expected = name switch
            {
                "n" => RealRecords.NumberedAddress(host).ToString(),
                "middle" => ResolverUnderTest.Sorted(RealRecords.Middle),
                _ => ResolverUnderTest.Sorted(RealRecords.Big),
            };
            long begun = Stopwatch.GetTimestamp();
            LookupResult<IPAddress[]> result = await LookUpAsync(asked);
            if (Limit is TimeSpan limit && Stopwatch.GetElapsedTime(begun) is var took && took > limit + s_allowance)
                AddLate($"{asked}: {took}");
            Take(number, asked, expected, result);
        }
    }

    private async Task<LookupResult<IPAddress[]>> LookUpAsync(string asked)
    {
        var options = new LookupOptions { Timeout = Limit };
        try
        {
            return new(await resolver.StartGetHostAddresses(asked, AddressFamily.InterNetwork, options).Completion);
        }
        catch (LookupException e)
        {
            return new(e.Error, e.Message);
        }
    }

    private void AddLate(string what)
    {
        lock (_lock)
            _late.Add(what);
    }

    private bool TryTakeNumber(out int number)
    {
        lock (_lock)
        {
            number = _starts++;
            return !_stopped;
        }
    }

    private void Take(int number, string asked, string expected, LookupResult<IPAddress[]> result)
    {
        string found = result.TryGetEntry(out IPAddress[]? addresses)
            ? ResolverUnderTest.Sorted(addresses)
            : $"{result.Error} ({result.Reason})";
        lock (_lock)
        {
            Ends++;
            if (result.Error == LookupError.TryAgain)
                _failures.Add((number, result.Reason));
            else if (found != expected)
                _wrong.Add($"{asked}: {found}");
            foreach ((Func<bool> _, TaskCompletionSource waiter) in _waiters.Where(w => w.Reached()))
                waiter.TrySetResult();
            _waiters.RemoveAll(w => w.Waiter.Task.IsCompleted);
        }
    }
}
