using System.Net.Sockets;
using System.Text;
using GetXByY.Databases;
using GetXByY.Lookups;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Faces that write an answer as it came: no entry is made for them.</summary>
public sealed class TakenAnswerTests
{
    [Fact]
    public void Answer_FaceThatTakesAnswers_IsWrittenAsItCame()
    {
        using var s = new SimulatedEngine();
        var face = new AnswerFace();
        Start(s, face, "name.test.");
        s.Answer(s.NextSent(), r => r.Address("192.0.2.7"));
        Assert.Equal(["name.test 192.0.2.7"], face.Written);
        Assert.Equal(1, face.Posted);
        Assert.Equal(0, s.Engine.Counts.Rented);
    }

    // Its memory is the next answer's, and the completions wait for the end of the turn.
    [Fact]
    public void Answer_AnotherBehindItInTheSameTurn_WritesItsOwn()
    {
        using var s = new SimulatedEngine();
        var face = new AnswerFace();
        Start(s, face, "one.test.");
        Start(s, face, "other.test.");
        SentMessage one = s.NextSent(), other = s.NextSent();
        s.Engine.Resolvers.OnMessage(one.Channel, new Reply(one).Address("192.0.2.1").Bytes, s.Now);
        s.Engine.Resolvers.OnMessage(other.Channel, new Reply(other).Address("192.0.2.2").Bytes, s.Now);
        Assert.Equal(["one.test 192.0.2.1", "other.test 192.0.2.2"], face.Written);
        Assert.Equal(0, face.Posted);
        s.Pump();
        Assert.Equal(2, face.Posted);
    }

    [Fact]
    public void Cancel_WrittenAndNotPosted_Wins()
    {
        using var s = new SimulatedEngine();
        var face = new AnswerFace();
        uint handle = Start(s, face, "name.test.");
        SentMessage sent = s.NextSent();
        s.Engine.Resolvers.OnMessage(sent.Channel, new Reply(sent).Address("192.0.2.1").Bytes, s.Now);
        Assert.Equal(LookupState.Unposted, s.Engine.StateOf(handle));
        Assert.Equal(CancelOutcome.CancelledInFlight, s.Engine.Cancel(handle));
        s.Pump();
        Assert.Equal((0, 0), (face.Posted, s.Engine.Counts.Rented));
    }

    [Fact]
    public void Answer_CancelledBeforeItCame_IsNotWritten()
    {
        using var s = new SimulatedEngine();
        var face = new AnswerFace();
        uint handle = Start(s, face, "name.test.");
        SentMessage sent = s.NextSent();
        s.Engine.Cancel(handle);
        s.Engine.Resolvers.OnMessage(sent.Channel, new Reply(sent).Address("192.0.2.1").Bytes, s.Now);
        s.Pump();
        Assert.Empty(face.Written);
        Assert.Equal(0, s.Engine.Counts.Rented);
    }

    // What came first waits for the other, and others' answers come meanwhile.
    [Fact]
    public void Answer_OfBothFamilies_IsAnEntryOfItsOwn()
    {
        using var s = new SimulatedEngine();
        var face = new AnswerFace();
        Start(s, face, "both.test.", AddressFamily.Unspecified);
        SentMessage a = s.NextSent(), aaaa = s.NextSent();
        s.Answer(a, r => r.Address("192.0.2.1"));
        Start(s, face, "other.test.");
        s.Answer(s.NextSent(), r => r.Address("192.0.2.2"));
        s.Answer(aaaa, r => r.Address("2001:db8::1"));
        Assert.Equal(["other.test 192.0.2.2", "both.test [192.0.2.1, 2001:db8::1]"], face.Written);
    }

    [Fact]
    public void HostByName_FaceThatTakesAnswers_AllocatesNothing()
    {
        using var s = new SimulatedEngine();
        var face = new CountingFace();
        LookUp(s, face, 2000);
        Assert.Equal(0, LookUp(s, face, 500));
        Assert.Equal(2500, face.Posted);
    }

    // From the answer on: what is before it allocates in the test's network.
    private static long LookUp(SimulatedEngine s, LookupFace face, int times)
    {
        long allocated = 0;
        for (int i = 0; i < times; i++)
        {
            Start(s, face, "name.test.");
            SentMessage sent = s.NextSent();
            byte[] reply = new Reply(sent).Address("192.0.2.7").Bytes;
            long before = GC.GetAllocatedBytesForCurrentThread();
            s.Receive(sent.Channel, reply);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }
        return allocated;
    }

    private static uint Start(
        SimulatedEngine s, LookupFace face, string name, AddressFamily family = AddressFamily.InterNetwork) =>
        s.Engine.Start(LookupRequest.HostByName(Encoding.ASCII.GetBytes(name), family), face, default);

    private class CountingFace : LookupFace
    {
        internal int Posted { get; private set; }

        internal override bool EndsAtOnce => true;

        internal override bool TakesAnswers => true;

        internal override uint Write(in FaceWords words, in LookupResult<object> result) => 0;

        internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result)
        {
            Posted++;
            return true;
        }

        internal override bool OnCancelled() => false;
    }

    private sealed class AnswerFace : CountingFace
    {
        internal List<string> Written { get; } = [];

        internal override uint Write(in FaceWords words, in LookupResult<object> result)
        {
            Written.Add(result.Entry is HostAnswer answer
                ? $"{Encoding.ASCII.GetString(answer.Name)} {string.Join('.', answer.Addresses.ToArray())}"
                : $"{result.Entry}");
            return 0;
        }
    }
}
