using System.Net;
using GetXByY.Dns.Resolution;

namespace GetXByY.Databases;

/// <summary>Whose look-ups a database works on. Called by the pump only.</summary>
internal interface ILookupSink
{
    /// <summary>Whether a look-up has not been cancelled.</summary>
    bool IsWanted(int cell);

    /// <summary>Whether a look-up's caller wants a part of its result as soon as there is one.</summary>
    bool WantsPart(int cell);

    /// <summary>A look-up has a part of its result.</summary>
    void Give(int cell, HostEntry part);

    /// <summary>Whether a look-up's caller has a host's answer written at once, as it is: then <see cref="Complete"/> may be given
    /// a <see cref="HostAnswer"/> instead of an entry.</summary>
    bool TakesAnswers(int cell);

    /// <summary>Whether a look-up's caller wants nothing of a host but its addresses: then <see cref="Complete"/> may be given an
    /// array of them that nobody else has instead of an entry.</summary>
    bool WantsAddresses(int cell);

    /// <summary>An attempt is being sent for a look-up.</summary>
    void OnAttempt(int cell, IPEndPoint server, bool overTcp);

    /// <summary>A look-up has not asked one of its questions itself.</summary>
    void OnUnasked(int cell, UnaskedBy by);

    /// <summary>What time it will be after so many milliseconds, as those count it who give kept hosts; a little earlier, rather
    /// than later.</summary>
    long RoughTimeIn(long milliseconds);

    /// <summary>A look-up has its result; its database must not touch the cell any more.</summary>
    void Complete(int cell, in LookupResult<object> result);
}
