using System.Net;
using GetXByY.Lookups;

namespace GetXByY.Winsock.Tests;

public class WinSockFaceTests
{
    private readonly RecordingPoster _poster = new();
    private readonly object _origin = new();

    public static TheoryData<object, int> Entries => new()
    {
        { new HostEntry("h", null, [IPAddress.Loopback]), Fixed(4, 2) + 2 + Pointer + 4 },
        { new ServiceEntry("s", 1, "tcp"), Fixed(4, 1) + 2 + 4 },
        { new ProtocolEntry("p", 1), Fixed(3, 1) + 2 },
    };

    private static int Pointer => IntPtr.Size;

    [Theory]
    [MemberData(nameof(Entries))]
    public void Write_Entry_RepliesWithTheSizeOnSuccessAndOnTooSmall(object entry, int size)
    {
        using var block = new NativeBlock(size);
        Assert.Equal((uint)size, Write(entry, block.Address, size));
        Assert.Equal((10_055u << 16) | (uint)size, Write(entry, block.Address, size - 1));
        Assert.Equal((10_055u << 16) | (uint)size, Write(entry, 0, 0));
        Assert.Equal((10_055u << 16) | (uint)size, Write(entry, 0, -1));
    }

    [Fact]
    public void Write_TooSmall_LeavesWhatFits()
    {
        var entry = new HostEntry("host.example", ["alias"], [IPAddress.Loopback]);
        using var block = new NativeBlock(Fixed(4, 2) + 13);
        Write(entry, block.Address, block.Length);
        var read = new StructureReader(block, Pointer);
        Assert.Equal("host.example", read.Name);
        Assert.Empty(read.Aliases);
        Assert.Empty(read.Addresses);
    }

    [Theory]
    [InlineData(LookupError.HostNotFound, 11_001)]
    [InlineData(LookupError.TryAgain, 11_002)]
    [InlineData(LookupError.NoRecovery, 11_003)]
    [InlineData(LookupError.NoData, 11_004)]
    [InlineData((LookupError)10_014, 10_014)]
    [InlineData(LookupError.None, 11_003)]
    public void Write_Error_RepliesWithItAndLeavesTheBuffer(LookupError error, int code)
    {
        using var block = new NativeBlock(100);
        var words = new FaceWords(1, block.Address, block.Length, 2);
        Assert.Equal((uint)code << 16, Face().Write(words, new LookupResult<object>(error, "")));
        Assert.True(block.IsUntouched);
    }

    [Fact]
    public void Write_FaceForIpv6_TakesItsAddresses()
    {
        using var block = new NativeBlock(200);
        var entry = new HostEntry("h", null, [IPAddress.Loopback, IPAddress.IPv6Loopback]);
        var words = new FaceWords(0, block.Address, 200, 0);
        Face(AddressShape.Ipv6).Write(words, new LookupResult<object>(entry));
        Assert.Equal(["00000000000000000000000000000001"], new StructureReader(block, Pointer).Addresses);
    }

    [Fact]
    public void TryPost_Reply_GoesToTheWindowWithTheHandle()
    {
        Assert.True(Face().TryPost(77, new FaceWords(5, 0, 0, 6), 0x1234_5678, default));
        Assert.Equal([new WindowMessage(5, 6, 77, 0x1234_5678)], _poster.Messages);
        _poster.Outcome = PostOutcome.QueueFull;
        Assert.False(Face().TryPost(77, default, 0, default));
    }

    [Fact]
    public void OnCancelled_SharedFace_AsksForNoAcknowledgement()
    {
        Assert.False(Face().OnCancelled());
    }

    [Fact]
    public void TryPost_PinnedAndRefused_ReleasesOnce()
    {
        var pin = new CountingPin();
        var face = new PinnedWinSockFace(Face(), pin);
        Assert.Equal(0, pin.Count);
        face.TryPost(77, default, 0, default);
        face.TryPost(77, default, 0, default);
        face.Release();
        Assert.Equal(1, pin.Count);
        Assert.Same(_origin, pin.OriginInside);
    }

    [Fact]
    public void OnCancelled_Pinned_ReleasesOnce()
    {
        var pin = new CountingPin();
        var face = new PinnedWinSockFace(Face(), pin);
        Assert.False(face.OnCancelled());
        Assert.False(face.OnCancelled());
        Assert.Equal(1, pin.Count);
    }

    [Fact]
    public void Pinned_WriteAndPost_AreThoseOfTheSharedFace()
    {
        using var block = new NativeBlock(200);
        var face = new PinnedWinSockFace(Face(), new CountingPin());
        var words = new FaceWords(5, block.Address, 200, 6);
        uint reply = face.Write(words, new LookupResult<object>(new ProtocolEntry("tcp", 6)));
        Assert.Equal((uint)(Fixed(3, 1) + 4), reply);
        Assert.True(face.TryPost(9, words, reply, default));
        Assert.Equal([new WindowMessage(5, 6, 9, (nint)reply)], _poster.Messages);
    }

    [Fact]
    public void Release_UnpinThrows_IsReportedAndNotThrown()
    {
        Exception? reported = null;
        var face = new WinSockFace(new PosterSlot(_poster, e => reported = e), _origin, AddressShape.Ipv4, StructureLayout.Process);
        new PinnedWinSockFace(face, new CountingPin { Thrown = new InvalidTimeZoneException() }).OnCancelled();
        Assert.IsType<InvalidTimeZoneException>(reported);
        Assert.Null(PosterScope.Origin);
    }

    private static int Fixed(int words, int lists) => (words + lists) * Pointer;

    private WinSockFace Face(AddressShape shape = AddressShape.Ipv4) =>
        new(new PosterSlot(_poster), _origin, shape, StructureLayout.Process);

    private uint Write(object entry, nint memory, int length) =>
        Face().Write(new FaceWords(1, memory, length, 2), new LookupResult<object>(entry));

    private sealed class CountingPin : IDisposable
    {
        internal int Count { get; private set; }

        internal object? OriginInside { get; private set; }

        internal Exception? Thrown { get; init; }

        public void Dispose()
        {
            Count++;
            OriginInside = PosterScope.Origin;
            if (Thrown is not null)
            {
                throw Thrown;
            }
        }
    }
}
