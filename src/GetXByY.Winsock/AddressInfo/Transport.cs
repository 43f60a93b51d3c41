namespace GetXByY.Winsock;

/// <summary>One way to reach a service: every address of the host is given once for each.</summary>
/// <param name="SocketType">A SOCK_ constant, 0 for any.</param>
/// <param name="Port">In host byte order.</param>
internal readonly record struct Transport(int SocketType, ushort Port);
