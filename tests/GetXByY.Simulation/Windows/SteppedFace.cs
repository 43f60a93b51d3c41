using GetXByY.Lookups;

namespace GetXByY.Simulation;

/// <summary>A face whose writing can be met halfway: in truth it copies octet by octet.</summary>
internal sealed class SteppedFace(Scheduler scheduler, LookupFace face) : LookupFace
{
    internal override bool EndsAtOnce => face.EndsAtOnce;

    internal override bool TakesAnswers => face.TakesAnswers;

    internal override bool WantsOrder => face.WantsOrder;

    internal override bool WantsPart => face.WantsPart;

    internal override void OnPart(HostEntry part) => face.OnPart(part);

    internal override uint Write(in FaceWords words, in LookupResult<object> result)
    {
        scheduler.Step();
        uint reply = face.Write(words, result);
        scheduler.Step();
        return reply;
    }

    internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result) => face.TryPost(handle, words, reply, result);

    internal override Handover PostAtOnce(
        uint handle, in FaceWords words, uint reply, in LookupResult<object> result) =>
        face.PostAtOnce(handle, words, reply, result);

    internal override bool OnCompleted() => face.OnCompleted();

    internal override bool OnRefused(LookupError error) => face.OnRefused(error);

    internal override bool OnCancelled() => face.OnCancelled();

    internal override void Acknowledge() => face.Acknowledge();
}
