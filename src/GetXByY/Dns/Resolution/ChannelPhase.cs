namespace GetXByY.Dns.Resolution;

// The life of a channel. Only the pump moves it.
//
//   Closed  -> Open       a UDP socket was opened
//   Closed  -> Opening    a TCP connection was begun
//   Opening -> Open       it is there; its riders are sent
//   Opening | Open -> Closed    the last rider left, or it failed
//   Open    -> Idle       the last rider left a socket that many shared, or a connection that has carried answers
//   Idle    -> Open       another query takes it
//   Idle    -> Closed     none did

/// <summary>Whether a channel can carry messages.</summary>
internal enum ChannelPhase : byte
{
    Closed,
    Opening,
    Open,
    Idle,
}
