using System.Net;

namespace GetXByY.Winsock.Tests;

/// <summary>A provider over a manual engine, and one call.</summary>
public abstract class AddressInfoFixture : ProviderFixture
{
    private protected AddressInfoFixture() => Call = new AddressInfoCall(Provider);

    private protected AddressInfoCall Call { get; }

    public override void Dispose()
    {
        Call.Dispose();
        base.Dispose();
    }

    private protected static HostEntry Host(params string[] addresses) =>
        new("canon.example", ["host.example"], [.. addresses.Select(IPAddress.Parse)]);
}
