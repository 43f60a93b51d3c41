using System.Net;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>A driver has taken a datagram, and finds no room for it when it sends those that it has gathered.</summary>
public sealed class UnsentTests : IDisposable
{
    private readonly SimulatedEngine _engine = new();
    private readonly RecordingFace _face = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task OnUnsent_StillWanted_IsSentAgainInAMoment()
    {
        RecordingFace.StartHost(_engine.Engine, _face, "www.test");
        Return(_engine.NextSent());
        Assert.Empty(_engine.Network.Sent);
        _engine.Pass(TimeSpan.FromMilliseconds(20));
        _engine.Answer(_engine.NextSent(), r => r.Address("192.0.2.1"));
        Assert.Equal([IPAddress.Parse("192.0.2.1")], ((HostEntry)(await _face.Posted).Entry).Addresses);
        // It was never away, so no id of it rests.
        Assert.Equal((0, 0), (_engine.Engine.Resolver.RestingIds, _engine.Network.OpenCount));
    }

    [Fact]
    public void OnUnsent_CancelledMeanwhile_IsNotSentAgain()
    {
        uint handle = RecordingFace.StartHost(_engine.Engine, _face, "www.test");
        Return(_engine.NextSent());
        Assert.Equal(CancelOutcome.CancelledInFlight, _engine.Engine.Cancel(handle));
        _engine.Pass(TimeSpan.FromMilliseconds(50));
        Assert.Empty(_engine.Network.Sent);
        Assert.Equal(0, _engine.Engine.Resolver.Outstanding);
    }

    [Fact]
    public async Task OnUnsent_TwiceOrOfNobody_ChangesNothing()
    {
        RecordingFace.StartHost(_engine.Engine, _face, "www.test");
        SentMessage query = _engine.NextSent();
        Return(query);
        Return(query);
        _engine.Engine.Resolvers.OnUnsent(query.Channel, (ushort)(query.Id + 1), _engine.Now);
        _engine.Pass(TimeSpan.FromMilliseconds(20));
        _engine.Answer(_engine.NextSent(), r => r.Address("192.0.2.1"));
        Assert.Equal(LookupError.None, (await _face.Posted).Error);
        Return(query);
        Assert.Empty(_engine.Network.Sent);
    }

    private void Return(SentMessage query)
    {
        _engine.Engine.Resolvers.OnUnsent(query.Channel, query.Id, _engine.Now);
        _engine.Pump();
    }
}
