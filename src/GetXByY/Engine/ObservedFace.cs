using System.Net;
using GetXByY.Lookups;
using GetXByY.Telemetry;

namespace GetXByY.Engine;

/// <summary>The face of a look-up that is watched: does what the face does, and tells the end when all is over for the
/// caller. It is there only while somebody listens.</summary>
internal sealed class ObservedFace(LookupFace face, LookupObservation observation) : LookupFace
{
    private LookupResult<object>? _result;

    // Whether the face acknowledges its cancel.
    private bool _acknowledges;

    internal override bool EndsAtOnce => face.EndsAtOnce;

    internal override bool EndsInPlace => face.EndsInPlace;

    internal override bool HasContinuations => face.HasContinuations;

    internal override bool WantsOrder => face.WantsOrder;

    internal override bool WantsPart => face.WantsPart;

    internal override void OnPart(HostEntry part) => face.OnPart(part);

    internal override uint Write(in FaceWords words, in LookupResult<object> result)
    {
        _result = result;
        return face.Write(words, result);
    }

    internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result) => face.TryPost(handle, words, reply, result);

    internal override Handover PostAtOnce(
        uint handle, in FaceWords words, uint reply, in LookupResult<object> result) =>
        face.PostAtOnce(handle, words, reply, result);

    /// <summary>Not here: this may be the engine's thread.</summary>
    internal override bool OnCompleted() => true;

    internal override void RunContinuations(in LookupResult<object> result) => face.RunContinuations(result);

    internal override bool OnCancelled()
    {
        _result = null;
        _acknowledges = face.OnCancelled();
        return true;
    }

    internal override bool OnRefused(LookupError error)
    {
        _result = new LookupResult<object>(error, "");
        return true;
    }

    internal override void Acknowledge()
    {
        if (_acknowledges)
            face.Acknowledge();
        observation.End(_result);
    }

    /// <summary>A question was not asked by this look-up; the pump says so.</summary>
    internal void NoteUnasked(bool isShared, bool isStale) => observation.NoteUnasked(isShared, isStale);

    /// <summary>An attempt is being sent; the pump says so.</summary>
    internal void NoteAttempt(IPEndPoint server, bool overTcp) => observation.NoteAttempt(server, overTcp);
}
