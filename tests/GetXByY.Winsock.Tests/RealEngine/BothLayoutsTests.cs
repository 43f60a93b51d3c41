using System.Net;

namespace GetXByY.Winsock.Tests;

/// <summary>The six functions in the layouts of Win32 and Win64, from the call to the message: with every length from 0 to one
/// more than needed, at each misalignment, between guards.</summary>
public sealed unsafe class BothLayoutsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-winsock-");
    private readonly MessageWindow _window = MessageWindow.Create();

    /// <summary>What is asked, the pointers' size, and the whole structure: a pointer is written as the offset that it leads
    /// to.</summary>
    public static TheoryData<string, int, string> Golden => new()
    {
        { "host", 4, "+36 +16 02000400 +24 | +38 00000000 | +32 00000000 | c0000207 | 6800 6100" },
        { "host", 8, "+68 +32 0200040000000000 +48 | +70 0000000000000000 | +64 0000000000000000 | c0000207 | 6800 6100" },
        { "address", 4, "+36 +16 02000400 +24 | +38 00000000 | +32 00000000 | c0000207 | 6800 6100" },
        { "address", 8, "+68 +32 0200040000000000 +48 | +70 0000000000000000 | +64 0000000000000000 | c0000207 | 6800 6100" },
        { "address6", 4, "+44 +16 17001000 +20 | 00000000 | +28 00000000 | 20010db8000000000000000000000007 | 7800" },
        {
            "address6", 8, "+72 +32 1700100000000000 +40 | 0000000000000000 | +56 0000000000000000 | " +
            "20010db8000000000000000000000007 | 7800"
        },
        { "mapped", 4, "+48 +16 17001000 +24 | +50 00000000 | +32 00000000 | 00000000000000000000ffffc0000207 | 6800 6100" },
        {
            "mapped", 8, "+80 +32 1700100000000000 +48 | +82 0000000000000000 | +64 0000000000000000 | " +
            "00000000000000000000ffffc0000207 | 6800 6100"
        },
        { "service", 4, "+24 +16 12340000 +26 | +30 00000000 | 7300 75647000 7400" },
        { "service", 8, "+48 +32 +50 1234000000000000 | +54 0000000000000000 | 7300 75647000 7400" },
        { "port", 4, "+24 +16 12340000 +26 | +30 00000000 | 7300 75647000 7400" },
        { "port", 8, "+48 +32 +50 1234000000000000 | +54 0000000000000000 | 7300 75647000 7400" },
        { "protocol", 4, "+20 +12 02010000 | +22 00000000 | 7000 5000" },
        { "protocol", 8, "+40 +24 0201000000000000 | +42 0000000000000000 | 7000 5000" },
        { "number", 4, "+20 +12 02010000 | +22 00000000 | 7000 5000" },
        { "number", 8, "+40 +24 0201000000000000 | +42 0000000000000000 | 7000 5000" },
    };

    public void Dispose()
    {
        _window.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void Request_EveryLengthAndMisalignment_WritesTheStructureOrWhatFits(string what, int pointerSize, string golden)
    {
        var engine = Open();
        var provider = new WinSockProvider(open: _ => engine, layout: new StructureLayout(pointerSize));
        byte[] data = new byte[408];
        fixed (byte* wsadata = data)
        {
            Assert.Equal(0, provider.Startup(0x0202, wsadata));
        }
        string[] words = [.. golden.Split(' ').Where(word => word != "|")];
        int size = words.Sum(word => word[0] == '+' ? pointerSize : word.Length / 2);
        for (int misalignment = 0; misalignment < 8; misalignment++)
        {
            for (int length = 0; length <= size + 1; length++)
            {
                using var block = new NativeBlock(length, misalignment);
                nint handle = Start(provider, what, ReplyTarget.To(_window.Handle, 77, block.Address, length));
                engine.Run();
                Assert.True(MessageQueue.ForCurrentThread.Peek(out WindowMessage message));
                int error = length < size ? WinSock.WSAENOBUFS : 0;
                Assert.Equal(new WindowMessage(_window.Handle, 77, (nuint)handle, WinSock.WSAMAKEASYNCREPLY(size, error)), message);
                Assert.True(block.AreGuardsUntouched);
                if (length >= size)
                {
                    Assert.Equal(words, Read(block, words, pointerSize));
                }
                else
                {
                    AssertSafe(block, what, pointerSize);
                }
            }
        }
        provider.Cleanup();
    }

    [Theory]
    [InlineData(4, 400, 4, 390, 396)]
    [InlineData(8, 408, 16, 4, 8)]
    public void Startup_Layout_WritesWsadataAndNothingBehindIt(
        int pointerSize, int size, int description, int sockets, int vendor)
    {
        var engine = Open();
        var provider = new WinSockProvider(open: _ => engine, layout: new StructureLayout(pointerSize));
        for (int misalignment = 0; misalignment < 8; misalignment++)
        {
            using var block = new NativeBlock(size, misalignment);
            Assert.Equal(0, provider.Startup(0x0101, (byte*)block.Address));
            Assert.True(block.AreGuardsUntouched);
            Assert.Equal([1, 1, 2, 2], block.Bytes[..4].ToArray());
            Assert.Equal("WinSock 2.0\0"u8.ToArray(), block.Bytes.Slice(description, 12).ToArray());
            Assert.Equal("Running\0"u8.ToArray(), block.Bytes.Slice(description + 257, 8).ToArray());
            Assert.Equal([0xFF, 0x7F, 0xBB, 0xFF], block.Bytes.Slice(sockets, 4).ToArray());
            Assert.Equal(-1, block.Bytes.Slice(vendor, pointerSize).IndexOfAnyExcept((byte)0xA5));
            Assert.Equal(0, provider.Cleanup());
        }
    }

    private static nint Start(WinSockProvider provider, string what, in ReplyTarget target) => what switch
    {
        "host" => provider.GetHostByName(new Utf8Text("A", new byte[8]), target),
        "address" => provider.GetHostByAddr([192, 0, 2, 7], isNull: false, 4, WinSock.AF_INET, target),
        "address6" => provider.GetHostByAddr(
            IPAddress.Parse("2001:db8::7").GetAddressBytes(), isNull: false, 16, WinSock.AF_INET6, target),
        "mapped" => provider.GetHostByAddr(
            IPAddress.Parse("::ffff:192.0.2.7").GetAddressBytes(), isNull: false, 16, WinSock.AF_INET6, target),
        "service" => provider.GetServByName(new Utf8Text("t", new byte[8]), new Utf8Text("udp", new byte[8]), target),
        "port" => provider.GetServByPort(0x3412, new Utf8Text(null, default), target),
        "protocol" => provider.GetProtoByName(new Utf8Text("P", new byte[8]), target),
        _ => provider.GetProtoByNumber(0x0102, target),
    };

    /// <summary>What fits may be read: a reader fails for each pointer and string that leads out of the memory.</summary>
    private static void AssertSafe(NativeBlock block, string what, int pointerSize)
    {
        if (block.IsUntouched)
        {
            return;
        }
        var read = new StructureReader(block, pointerSize);
        Assert.True(read.Name.Length <= 1 && read.Aliases.Count <= 1);
        if (what is "service" or "port")
        {
            Assert.True(read.Protocol is "udp" or "");
        }
        else if (what is not ("protocol" or "number"))
        {
            Assert.True(read.Addresses.Count <= 1);
        }
    }

    private static List<string> Read(NativeBlock block, string[] words, int pointerSize)
    {
        var read = new List<string>();
        int at = 0;
        foreach (string word in words)
        {
            int length = word[0] == '+' ? pointerSize : word.Length / 2;
            ReadOnlySpan<byte> bytes = block.Bytes.Slice(at, length);
            read.Add(word[0] != '+' ? Convert.ToHexStringLower(bytes)
                : length == 8 ? $"+{BitConverter.ToInt64(bytes) - block.Address}"
                : $"+{unchecked(BitConverter.ToUInt32(bytes) - (uint)block.Address)}");
            at += length;
        }
        return read;
    }

    private OneThreadEngine Open() => new(new NameResolverOptions
    {
        Servers = { new IPEndPoint(IPAddress.Loopback, 9) },
        ResolvConfPath = File("resolv.conf", ""),
        NsSwitchPath = File("nsswitch.conf", "hosts: files dns\n"),
        HostsPath = File("hosts", "192.0.2.7 h a\n2001:db8::7 x\n"),
        ServicesPath = File("services", "s 4660/udp t\n"),
        ProtocolsPath = File("protocols", "p 258 P\n"),
    });

    private string File(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }
}
