using System.Net;

namespace GetXByY.Winsock.Tests;

/// <summary>A provider of version 1.1, whose look-ups end when a thread waits for them.</summary>
public abstract class BlockingFixture : ProviderFixture
{
    private protected static readonly HostEntry Host = new("host.example", ["alias"], [IPAddress.Parse("192.0.2.1")]);

    private protected BlockingFixture(ushort version = 0x0101)
        : base(isStarted: false)
    {
        Assert.Equal(0, Start(version));
        Engine.OnWait = () => Engine.Complete(Host);
    }

    private protected unsafe int Start(ushort version)
    {
        WSADATA data;
        return Provider.Startup(version, (byte*)&data);
    }

    private protected nint GetHost(string? name = "host.example") =>
        Provider.HostByName(new Utf8Text(name, stackalloc byte[Utf8Text.Room]));

    /// <summary>0, or the last error.</summary>
    private protected static int Error(int result) => result == 0 ? 0 : LastError.Code;

    private protected int Cancel() => Error(Provider.CancelBlockingCall());

    /// <summary>The error of a hook's setting; 0 when it was set.</summary>
    private protected int SetHook(BlockingHook? hook) => Provider.SetBlockingHook(hook) is null ? LastError.Code : 0;
}
