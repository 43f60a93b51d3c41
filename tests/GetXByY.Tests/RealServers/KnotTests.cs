namespace GetXByY.Tests.RealServers;

/// <summary>Look-ups at Knot DNS.</summary>
public sealed class KnotTests(SharedServer<KnotServer> shared) : AuthoritativeServerTests<KnotServer>(shared);
