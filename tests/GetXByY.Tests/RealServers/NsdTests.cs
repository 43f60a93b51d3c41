namespace GetXByY.Tests.RealServers;

/// <summary>Look-ups at NSD.</summary>
public sealed class NsdTests(SharedServer<NsdServer> shared) : AuthoritativeServerTests<NsdServer>(shared);
