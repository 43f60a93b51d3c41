namespace GetXByY.Tests.RealServers;

/// <summary>Look-ups at BIND 9.</summary>
public sealed class Bind9Tests(SharedServer<Bind9Server> shared) : AuthoritativeServerTests<Bind9Server>(shared);
