namespace GetXByY.Dns.Resolution;

// What is thought of a server. Only the pump moves it.
//
//   Healthy | Failing -> Silent     nothing at all was answered while an attempt waited in vain, or its port is unreachable
//   Healthy           -> Failing    so many answers in a row were failures
//   Silent            -> Healthy    anything was heard of it
//   Silent            -> Failing    the same, but it was failing before
//   Failing           -> Healthy    an answer that is none

/// <summary>Whether a server is asked in its turn. One that is not healthy is passed over while another is.</summary>
internal enum ServerHealth : byte
{
    Healthy,
    Silent,
    Failing,
}
