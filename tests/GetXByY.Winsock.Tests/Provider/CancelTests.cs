namespace GetXByY.Winsock.Tests;

public class CancelTests : ProviderFixture
{
    [Fact]
    public void Cancel_Outstanding_Succeeds()
    {
        nint handle = StartHost();
        LastError.Set(77);
        Assert.Equal(0, Provider.CancelAsyncRequest(handle));
        Assert.Equal(77, LastError.Code);
        Assert.Empty(Poster.Messages);
        Assert.True(Block.IsUntouched);
    }

    [Fact]
    public void Cancel_Twice_IsInvalid()
    {
        nint handle = StartHost();
        Provider.CancelAsyncRequest(handle);
        AssertFails(handle, WinSock.WSAEINVAL);
    }

    [Fact]
    public void Cancel_Completed_IsAlready()
    {
        nint handle = StartHost();
        Engine.Complete(new LookupResult<object>(LookupError.NoData, ""));
        AssertFails(handle, WinSock.WSAEALREADY);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Cancel_NeverIssued_IsInvalid(int handle)
    {
        AssertFails(handle, WinSock.WSAEINVAL);
    }

    [Fact]
    public void Cancel_MoreThan32Bits_IsInvalidAndNobodyElses()
    {
        Assert.SkipUnless(IntPtr.Size == 8, "Handles have only 32 bits.");
        Engine.NextHandle = 5;
        StartHost();
        AssertFails(unchecked((nint)0x1_0000_0005), WinSock.WSAEINVAL);
        AssertFails(unchecked((nint)(long)0xFFFF_FFFE_0000_0005), WinSock.WSAEINVAL);
        Assert.Equal(0, Provider.CancelAsyncRequest(5));
    }

    [Fact]
    public void Cancel_KeptInAnInt_IsTheSameHandle()
    {
        Engine.NextHandle = 0xFFFF_0001;
        int kept = unchecked((int)StartHost());
        Assert.True(kept < 0);
        Assert.Equal(0, Provider.CancelAsyncRequest(kept));
    }

    [Fact]
    public void Cancel_SeveralErrors_TheFirstInOrderCounts()
    {
        nint handle = StartHost();
        Engine.IsDown = true;
        AssertFails(0, WinSock.WSAENETDOWN);
        using (PosterScope.Enter(this))
        {
            AssertFails(handle, WinSock.WSAEINPROGRESS);
        }
        Provider.Cleanup();
        using (PosterScope.Enter(this))
        {
            AssertFails(handle, WinSock.WSANOTINITIALISED);
        }
    }

    [Fact]
    public void Cancel_FromInsideThePoster_IsRefusedAndTheRequestCompletes()
    {
        nint other = StartHost();
        nint handle = StartHost();
        var errors = new List<int>();
        Poster.OnPost = () =>
        {
            foreach (nint each in (nint[])[handle, other])
            {
                Assert.Equal(WinSock.SOCKET_ERROR, Provider.CancelAsyncRequest(each));
                errors.Add(LastError.Code);
            }
            Assert.Equal(0, StartHost());
            errors.Add(LastError.Code);
            Assert.Equal(WinSock.SOCKET_ERROR, Provider.Cleanup());
            errors.Add(LastError.Code);
            Assert.Equal(WinSock.WSAEINPROGRESS, Startup());
        };
        Engine.Complete(new LookupResult<object>(LookupError.NoData, ""));
        Assert.Equal(Enumerable.Repeat(WinSock.WSAEINPROGRESS, 4), errors);
        Assert.Empty(Unhandled);
        Assert.Equal(0, Provider.CancelAsyncRequest(other));
        Assert.Equal(0, Provider.Cleanup());
    }

    [Fact]
    public void Cancel_OutstandingWhileTheEngineGoesDown_Succeeds()
    {
        nint handle = StartHost();
        Engine.IsDown = true;
        Assert.Equal(0, Provider.CancelAsyncRequest(handle));
        AssertFails(handle, WinSock.WSAENETDOWN);
    }

    private void AssertFails(nint handle, int error)
    {
        LastError.Set(0);
        Assert.Equal(WinSock.SOCKET_ERROR, Provider.CancelAsyncRequest(handle));
        Assert.Equal(error, LastError.Code);
    }
}
