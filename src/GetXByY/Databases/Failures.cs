using GetXByY.Dns.Message;

namespace GetXByY.Databases;

/// <summary>The ways in which a look-up fails, each with its reason for people, made once so that failing costs no
/// memory.</summary>
internal static class Failures
{
    internal static readonly LookupResult<object> ImpossibleName = new(
        LookupError.HostNotFound,
        "it is not a possible host name: write the name alone, without port or scheme, in labels of 1 to 63 octets");

    internal static readonly LookupResult<object> NeverResolves = new(
        LookupError.HostNotFound, "names under .invalid and .onion are never looked up (RFC 6761, RFC 7686)");

    internal static readonly LookupResult<object> NoAddressInText = new(
        LookupError.NoData, "it looks like an IPv4 address and is none");

    internal static readonly LookupResult<object> NoName = new(
        LookupError.HostNotFound, "the address has no name");

    internal static readonly LookupResult<object> NameTooLong = new(
        LookupError.NoData, "no entry has a name as long as that");

    internal static readonly LookupResult<object> NameError = new(
        LookupError.HostNotFound, "there is no such name");

    internal static readonly LookupResult<object> NoAddress = new(
        LookupError.NoData, "the name exists, but has no address of the kind that was asked for");

    internal static readonly LookupResult<object> NoPointer = new(
        LookupError.NoData, "the address is known, but has no name");

    internal static readonly LookupResult<object> OtherFamily = new(
        LookupError.NoData, "it is an address of another family than the wanted one");

    internal static readonly LookupResult<object> TimedOut = new(
        LookupError.TryAgain, "no name server answered in time; see whether the configured servers can be reached");

    internal static readonly LookupResult<object> DeadlinePassed = new(
        LookupError.TryAgain, "it was not answered before the deadline; allow more time, or see whether the name servers can be reached");

    internal static readonly LookupResult<object> ServerFailure = new(
        LookupError.TryAgain, "the name servers failed, or could not be reached; see whether they are the right ones, or try again later");

    internal static readonly LookupResult<object> Refusal = new(
        LookupError.NoRecovery, "the name servers refused to answer; see whether they serve this machine");

    /// <summary>A failure about which a name server has said something (RFC 8914).</summary>
    internal static LookupResult<object> Explain(in LookupResult<object> failure, ExtendedErrorOption said)
    {
        var extended = new ExtendedError(said.InfoCode, said.ExtraText);
        return new LookupResult<object>(
            failure.Error, $"{failure.Reason}; the name server says: {extended}", extended);
    }

    /// <summary>The resolver itself has failed.</summary>
    internal static LookupResult<object> NetworkDown(Exception failure) => new(
        LookupError.NetworkDown,
        $"the resolver has failed and must be made anew ({failure.GetType().Name}: {failure.Message.TrimEnd('.')})");
}
