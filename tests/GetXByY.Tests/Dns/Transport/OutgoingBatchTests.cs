using GetXByY.Dns.Transport;

namespace GetXByY.Tests.Dns.Transport;

/// <summary>Which of the datagrams that were gathered are not sent, when some are not.</summary>
public sealed class OutgoingBatchTests
{
    private const int NoSocket = -1;
    private const int InputOutput = -5;
    private const int NotAFile = -9;

    private readonly OutgoingBatch _batch = new(new Segmentation());

    public OutgoingBatchTests() => Assert.SkipUnless(BatchTransport.IsSupported, "Linux has these calls, where nobody forbids them.");

    private void Add(int id, int length)
    {
        byte[] message = new byte[length];
        message[1] = (byte)id;
        Assert.True(_batch.TryAdd(0, message, isAlone: false));
    }

    [Fact]
    public void UnsentIds_RefusedMessagesOfSeveral_AreThoseOfEachDatagram()
    {
        for (int i = 0; i < 100; i++)
            Add(i, 40 + i % 3);
        _batch.Load(0);
        Assert.Equal(NotAFile, _batch.Send(NoSocket));
        Assert.Equal(Enumerable.Range(0, 100), _batch.UnsentIds().Select(id => (int)id).Order());
    }

    [Fact]
    public void UnsentIds_TakenApart_AreThoseOfEachDatagram()
    {
        for (int i = 0; i < 100; i++)
            Add(i, 40);
        _batch.Load(0);
        Assert.True(_batch.TryTakeApart(InputOutput));
        Assert.Equal(Enumerable.Range(0, 100), _batch.UnsentIds().Select(id => (int)id));
        Assert.False(_batch.TryTakeApart(InputOutput));
    }

    [Fact]
    public void TryTakeApart_OneDatagram_IsOfNoUse()
    {
        Add(0, 40);
        _batch.Load(0);
        Assert.False(_batch.TryTakeApart(InputOutput));
    }
}
