using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Look-ups that ask the same at the same time share one query; a cancel or a deadline of one leaves the others.
/// </summary>
public sealed class SharedQueryTests
{
    [Fact]
    public async Task HostByName_SameNameThrice_IsAskedOnce()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        (RecordingFace[] faces, _) = Start(s, "name.test.", 3);
        SentMessage sent = s.NextSent();
        Assert.Empty(s.Network.Sent);
        s.Answer(sent, r => r.Ttl(0).Address("192.0.2.7"));
        foreach (RecordingFace face in faces)
            Assert.Equal("192.0.2.7", Text(await face.Posted));
        Assert.Equal((2, 0), (s.Engine.Resolver.Counts.Followed, s.Engine.Resolver.Outstanding));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cancel_OneOfThree_LeavesTheOthers(int which)
    {
        using SimulatedEngine s = CacheTests.WithCache();
        (RecordingFace[] faces, uint[] handles) = Start(s, "name.test.", 3);
        SentMessage sent = s.NextSent();
        Assert.Equal(CancelOutcome.CancelledInFlight, s.Engine.Cancel(handles[which]));
        s.Pump();
        Assert.Equal((2, 1), (s.Engine.Resolver.Outstanding, s.Network.OpenCount));
        s.Answer(sent, r => r.Address("192.0.2.7"));
        for (int i = 0; i < 3; i++)
        {
            if (i != which)
                Assert.Equal("192.0.2.7", Text(await faces[i].Posted));
        }
        Assert.Equal((0, 0, 1), (faces[which].Writes, faces[which].Posts, faces[which].Cancels));
        Assert.Empty(s.Network.Sent);
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 0, 2)]
    public void Cancel_AllOfThree_StopsTheQuery(int first, int second, int third)
    {
        using SimulatedEngine s = CacheTests.WithCache();
        (_, uint[] handles) = Start(s, "name.test.", 3);
        s.NextSent();
        foreach (int which in (int[])[first, second, third])
        {
            Assert.Equal(1, s.Network.OpenCount);
            s.Engine.Cancel(handles[which]);
            s.Pump();
        }
        Assert.Equal((0, 0), (s.Engine.Resolver.Outstanding, s.Network.OpenCount));
        s.Pass(TimeSpan.FromSeconds(11));
        Assert.Empty(s.Network.Sent);
    }

    [Fact]
    public async Task Cancel_BeforeItIsSent_IsSentForTheNext()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        (RecordingFace[] faces, uint[] handles) = Start(s, "name.test.", 2);
        s.Engine.Cancel(handles[0]);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", Text(await faces[1].Posted));
    }

    [Fact]
    public async Task Cancel_LeaderThatWaitsForThePace_IsSentForItsFollower()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        for (int i = 0; i < 150; i++)
            RecordingFace.StartHost(s.Engine, new RecordingFace(), $"silent{i}.test.");
        s.Pump();
        s.Network.Sent.Clear();
        (RecordingFace[] faces, uint[] handles) = Start(s, "name.test.", 2);
        s.Engine.Turn(s.Now);
        Assert.Empty(s.Network.Sent);
        s.Engine.Cancel(handles[0]);
        s.Pass(TimeSpan.FromMilliseconds(110));
        SentMessage sent = s.Network.Sent.Single(m => m.Name == "name.test.");
        s.Answer(sent, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", Text(await faces[1].Posted));
    }

    [Fact]
    public async Task HostByName_DeadlineOfTheFirst_LeavesTheOthers()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        RecordingFace hurried = new(), patient = new(), other = new();
        RecordingFace.StartHost(s.Engine, hurried, "name.test.", timeout: 100);
        RecordingFace.StartHost(s.Engine, patient, "name.test.");
        RecordingFace.StartHost(s.Engine, other, "name.test.", timeout: 300);
        SentMessage sent = s.NextSent();
        s.Pass(TimeSpan.FromSeconds(0.2));
        Assert.Equal(LookupError.TryAgain, (await hurried.Posted).Error);
        Assert.Equal((false, false), (patient.Posted.IsCompleted, other.Posted.IsCompleted));
        s.Pass(TimeSpan.FromSeconds(0.2));
        Assert.Equal(LookupError.TryAgain, (await other.Posted).Error);
        Assert.Empty(s.Network.Sent);
        s.Answer(sent, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", Text(await patient.Posted));
    }

    [Fact]
    public async Task HostByName_NobodyAnswers_EndsAllAndIsAskedAsOften()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        (RecordingFace[] faces, uint[] handles) = Start(s, "name.test.", 4);
        s.NextSent();
        s.Engine.Cancel(handles[0]);
        s.Pass(TimeSpan.FromSeconds(5.2));
        foreach (RecordingFace face in faces[1..])
            Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
        Assert.Empty(s.Network.Sent);
        Assert.Equal((0, 0), (s.Engine.Resolver.Outstanding, s.Network.OpenCount));
    }

    [Fact]
    public void HostByName_ManyFollow_LeaveOthersSocketsOfTheirOwn()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        Start(s, "name.test.", 100);
        for (int i = 0; i < 3; i++)
            Start(s, $"other{i}.test.", 1);
        s.Pump();
        Assert.Equal((4, 4), (s.Network.Sent.Count, s.Network.OpenCount));
    }

    [Fact]
    public async Task HostByName_OtherLettersCase_IsAskedForItself()
    {
        // The letters of an answer are compared with those that were asked.
        using SimulatedEngine s = CacheTests.WithCache();
        RecordingFace small = new(), capital = new();
        RecordingFace.StartHost(s.Engine, small, "name.test.");
        RecordingFace.StartHost(s.Engine, capital, "NAME.test.");
        SentMessage[] sent = [s.NextSent(), s.NextSent()];
        foreach (SentMessage message in sent)
            s.Answer(message, r => r.Address("192.0.2.7"));
        Assert.Equal("name.test", ((HostEntry)(await small.Posted).Entry).Name);
        Assert.Equal("NAME.test", ((HostEntry)(await capital.Posted).Entry).Name);
    }

    private static (RecordingFace[] Faces, uint[] Handles) Start(SimulatedEngine s, string name, int count)
    {
        RecordingFace[] faces = [.. Enumerable.Range(0, count).Select(_ => new RecordingFace())];
        return (faces, [.. faces.Select(f => RecordingFace.StartHost(s.Engine, f, name))]);
    }

    private static string Text(LookupResult<object> result) =>
        result.TryGetEntry(out object? entry) ? ((HostEntry)entry).Addresses[0].ToString() : result.Error.ToString();
}
