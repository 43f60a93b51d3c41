using System.Diagnostics;
using System.Net;
using GetXByY.Lookups;

namespace GetXByY.Telemetry;

/// <summary>A look-up that was started while somebody listened: told to the meter, the activity source and the event
/// source.</summary>
/// <remarks>Who began to listen in the middle of a look-up hears nothing of its end, so that for each listener starts and
/// ends are equal in number. What a listener throws is dropped: it must not harm the look-up.</remarks>
internal sealed class ListenedLookup : LookupObservation
{
    private static long s_count;

    private readonly long _number = Atomic.Increment(ref s_count);
    private readonly TelemetryKinds _names;
    private readonly TimeProvider _time;
    private readonly long _begun;
    private readonly LookupKind _kind;

    // Null where no kind of telemetry may have it.
    private readonly string? _question;
    private readonly bool _isCounted;
    private readonly bool _isLogged;
    private readonly Activity? _activity;

    // Where an answer came from that this look-up has not asked for: of several the last in the order kept, shared, stale.
    private string? _cache;

    internal ListenedLookup(in LookupRequest request, TelemetryKinds names, TimeProvider time)
    {
        _names = names;
        _time = time;
        _begun = time.GetTimestamp();
        _kind = request.Asked;
        _question = names == TelemetryKinds.None ? null : TelemetryText.QuestionOf(request);
        _isCounted = Instruments.AreCounting;
        _isLogged = LookupEventSource.Log.IsEnabled();
        _activity = StartActivity();
        Count(+1, null);
        if (_isLogged)
            Tell(static l => LookupEventSource.Log.LookupStart(
                l._number, l.Database, l.QuestionFor(TelemetryKinds.Events) ?? ""));
    }

    private string Database => TelemetryText.DatabaseOf(_kind);

    private double Milliseconds => _time.GetElapsedTime(_begun).TotalMilliseconds;

    /// <inheritdoc/>
    internal override void NoteAttempt(IPEndPoint server, bool overTcp)
    {
        if (_activity is not { IsAllDataRequested: true })
            return;
        _activity.AddEvent(new ActivityEvent("dns.attempt", tags: new ActivityTagsCollection
        {
            { "server.address", server.Address.ToString() },
            { "server.port", server.Port },
            { "network.transport", overTcp ? "tcp" : "udp" },
        }));
    }

    /// <inheritdoc/>
    internal override void NoteUnasked(bool isShared, bool isStale) =>
        _cache = isStale || _cache == "stale" ? "stale" : isShared || _cache == "shared" ? "shared" : "kept";

    /// <inheritdoc/>
    internal override void End(in LookupResult<object>? result)
    {
        double milliseconds = Milliseconds;
        string? error = TelemetryText.ErrorOf(result);
        string outcome = result is null ? "cancelled" : error is null ? "found" : "failed";
        RecordDuration(milliseconds, error);
        Count(-1, outcome);
        if (_isCounted && result is not null && _cache is not null)
            Tell(static l => Instruments.Cached.Add(1, new KeyValuePair<string, object?>("getxbyy.cache", l._cache)));
        if (_isLogged)
            Log(milliseconds, outcome, error);
        StopActivity(result, outcome, error);
    }

    private string? QuestionFor(TelemetryKinds kind) => (_names & kind) != 0 ? _question : null;

    private void Count(int change, string? outcome)
    {
        if (!_isCounted)
            return;
        var database = new KeyValuePair<string, object?>("getxbyy.database", Database);
        Tell(_ =>
        {
            if (outcome is null)
                Instruments.Started.Add(1, database);
            else
                Instruments.Ended.Add(1, database, new KeyValuePair<string, object?>("getxbyy.outcome", outcome));
        });
        Tell(_ => Instruments.Active.Add(change, database));
    }

    private void RecordDuration(double milliseconds, string? error)
    {
        if (!Instruments.Duration.Enabled || Database != "hosts")
            return;
        var tags = new TagList();
        if (error is not null)
            tags.Add("error.type", error);
        if (QuestionFor(TelemetryKinds.Metrics) is string question)
            tags.Add("dns.question.name", question);
        Tell(_ => Instruments.Duration.Record(milliseconds / 1000, tags));
    }

    private void Log(double milliseconds, string outcome, string? error) => Tell(l =>
    {
        if (outcome == "cancelled")
            LookupEventSource.Log.LookupCancelled(l._number, milliseconds);
        else if (error is null)
            LookupEventSource.Log.LookupStop(l._number, milliseconds);
        else
            LookupEventSource.Log.LookupFailed(l._number, milliseconds, error);
    });

    private Activity? StartActivity()
    {
        if (!Instruments.Activities.HasListeners())
            return null;
        // It is not the caller's: what the caller does next is no part of the look-up.
        Activity? current = Activity.Current;
        Activity? activity = null;
        Tell(_ => activity = Instruments.Activities.StartActivity(Instruments.Operation));
        Activity.Current = current;
        if (activity is not { IsAllDataRequested: true })
            return activity;
        string title = TelemetryText.TitleOf(_kind);
        string? question = QuestionFor(TelemetryKinds.Activities);
        activity.DisplayName = question is null ? title : $"{title} {question}";
        activity.SetTag("getxbyy.database", Database);
        if (question is not null)
            activity.SetTag("dns.question.name", question);
        return activity;
    }

    private void StopActivity(in LookupResult<object>? result, string outcome, string? error)
    {
        if (_activity is null)
            return;
        if (_activity.IsAllDataRequested)
        {
            _activity.SetTag("getxbyy.outcome", outcome);
            if (error is not null)
                _activity.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
            if (QuestionFor(TelemetryKinds.Activities) is not null && AnswersOf(result) is string[] answers)
                _activity.SetTag("dns.answers", answers);
        }
        // Stopping makes the activity current that was so at the start, which was another thread's.
        Activity? current = Activity.Current;
        Tell(static l => l._activity!.Stop());
        Activity.Current = current;
    }

    private string[]? AnswersOf(in LookupResult<object>? result) =>
        result is not { } ended || !ended.TryGetEntry(out object? entry) || entry is not HostEntry host ? null
        : _kind == LookupKind.HostByAddress ? [host.Name, .. host.Aliases]
        : [.. host.Addresses.Select(static a => a.ToString())];

    private void Tell(Action<ListenedLookup> listeners)
    {
        try
        {
            listeners(this);
        }
        catch (Exception)
        {
            // On a worker it would end the process, and in a start take the look-up from a caller who is not to blame.
        }
    }
}
