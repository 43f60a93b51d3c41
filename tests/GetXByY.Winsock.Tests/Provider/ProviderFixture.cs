using System.Text;

namespace GetXByY.Winsock.Tests;

/// <summary>A provider over manual engines and a recording poster, started once.</summary>
public abstract class ProviderFixture : IDisposable
{
    private protected ProviderFixture(bool isStarted = true)
    {
        Provider = new WinSockProvider(
            null,
            _ =>
            {
                Engines.Add(new ManualEngine());
                return Engines[^1];
            },
            Poster,
            Unhandled.Add);
        if (isStarted)
        {
            Assert.Equal(0, Startup());
        }
        LastError.Set(0);
    }

    private protected WinSockProvider Provider { get; }

    private protected List<ManualEngine> Engines { get; } = [];

    private protected ManualEngine Engine => Engines[^1];

    private protected RecordingPoster Poster { get; } = new();

    private protected List<Exception> Unhandled { get; } = [];

    private protected NativeBlock Block { get; } = new(512);

    private protected ReplyTarget Target => ReplyTarget.To(11, 12, Block.Address, Block.Length);

    public virtual void Dispose()
    {
        Block.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    private protected static unsafe int Startup(WinSockProvider provider)
    {
        WSADATA data;
        return provider.Startup(0x0202, (byte*)&data);
    }

    private protected int Startup() => Startup(Provider);

    private protected nint StartHost(string? name = "host.example") => StartHost(name, Target);

    private protected nint StartHost(string? name, in ReplyTarget target) =>
        Provider.GetHostByName(new Utf8Text(name, stackalloc byte[Utf8Text.Room]), target);
}
