using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GetXByY.Winsock.Tests;

public class HostentWriterTests
{
    private static readonly HostEntry s_www = new(
        "www.example",
        ["a.example", "bb.example"],
        [IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1"), IPAddress.Parse("192.0.2.2")]);

    public static TheoryData<int, int, HostEntry> Entries()
    {
        var rows = new TheoryData<int, int, HostEntry>();
        HostEntry[] entries =
        [
            s_www,
            new(""),
            new("n", [""], [IPAddress.Loopback]),
            new("straße.example", ["ü", "日本"], []),
            new("only.six", null, [IPAddress.IPv6Loopback]),
            new(new string('n', 253), [new string('a', 200)], [.. Enumerable.Repeat(IPAddress.Any, 9)]),
        ];
        foreach (HostEntry entry in entries)
        {
            rows.Add(8, 0, entry);
            rows.Add(8, 1, entry);
            rows.Add(8, 7, entry);
            rows.Add(4, 0, entry);
            rows.Add(4, 3, entry);
        }
        return rows;
    }

    [Theory]
    [InlineData(8, 32 + 24 + 24 + 8 + 12 + 10 + 11)]
    [InlineData(4, 16 + 12 + 12 + 8 + 12 + 10 + 11)]
    public void SizeOf_HostWithTwoAliasesAndTwoAddresses_IsTheSumOfItsParts(int pointerSize, int size)
    {
        Assert.Equal(size, HostentWriter.SizeOf(s_www, AddressFamily.InterNetwork, new StructureLayout(pointerSize)));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    public void Write_EnoughMemory_LaysThingsOutInTheirOrder(int pointerSize)
    {
        using var block = new NativeBlock(200);
        int needed = Write(s_www, AddressFamily.InterNetwork, block, pointerSize);
        var read = new StructureReader(block, pointerSize);

        int head = 4 * pointerSize;
        Assert.Equal(head, read.AliasArray);
        Assert.Equal(head + (3 * pointerSize), read.AddressArray);
        int addresses = head + (6 * pointerSize);
        Assert.Equal([addresses, addresses + 4], read.AddressOffsets);
        int strings = addresses + 8;
        Assert.Equal(strings, read.NameOffset);
        Assert.Equal([strings + 12, strings + 22], read.AliasOffsets);
        Assert.Equal(strings + 33, needed);
        Assert.Equal("www.example", read.Name);
        Assert.Equal(["a.example", "bb.example"], read.Aliases);
        Assert.Equal(["C0000201", "C0000202"], read.Addresses);
        Assert.Equal(2, read.AddressType);
        Assert.Equal(4, read.AddressLength);
    }

    [Fact]
    public void Write_FamilyIpv6_TakesOnlyAddressesOfThatFamily()
    {
        using var block = new NativeBlock(200);
        Write(s_www, AddressFamily.InterNetworkV6, block, 8);
        var read = new StructureReader(block, 8);

        Assert.Equal(23, read.AddressType);
        Assert.Equal(16, read.AddressLength);
        Assert.Equal(["20010DB8000000000000000000000001"], read.Addresses);
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void Write_EveryLength_StaysInsideAndCanBeRead(int pointerSize, int misalignment, HostEntry entry)
    {
        var layout = new StructureLayout(pointerSize);
        int needed = HostentWriter.SizeOf(entry, AddressFamily.InterNetwork, layout);
        int bare = (4 * pointerSize) + (2 * pointerSize) + 1;
        List<string> addresses = [.. entry.Addresses
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork)
            .Select(address => Convert.ToHexString(address.GetAddressBytes()))];
        for (int length = 0; length <= needed + 1; length++)
        {
            using var block = new NativeBlock(length, misalignment);
            Assert.Equal(needed, Write(entry, AddressFamily.InterNetwork, block, pointerSize));
            Assert.True(block.AreGuardsUntouched, $"Written outside of {length} bytes.");
            Assert.Equal(length < bare, block.IsUntouched);
            if (length < bare)
            {
                continue;
            }
            var read = new StructureReader(block, pointerSize);
            Assert.Equal(length >= bare + Encoding.UTF8.GetByteCount(entry.Name) ? entry.Name : "", read.Name);
            Assert.Equal(2, read.AddressType);
            Assert.Equal(4, read.AddressLength);
            Assert.Equal(addresses.Take(read.Addresses.Count), read.Addresses);
            Assert.Equal(entry.Aliases.Take(read.Aliases.Count), read.Aliases);
            Assert.True(read.Aliases.Count == 0 || read.Addresses.Count == addresses.Count);
            if (length >= needed)
            {
                Assert.Equal(entry.Name, read.Name);
                Assert.Equal(addresses, read.Addresses);
                Assert.Equal(entry.Aliases, read.Aliases);
            }
        }
    }

    // 32 for the structure, 16 for the ends of the lists, 12 for the name, 12 for each address, 18 and 19 for an alias
    [Theory]
    [InlineData(48, null, 0, 0)]
    [InlineData(49, "", 0, 0)]
    [InlineData(59, "", 0, 0)]
    [InlineData(60, "www.example", 0, 0)]
    [InlineData(71, "www.example", 0, 0)]
    [InlineData(72, "www.example", 1, 0)]
    [InlineData(83, "www.example", 1, 0)]
    [InlineData(84, "www.example", 2, 0)]
    [InlineData(101, "www.example", 2, 0)]
    [InlineData(102, "www.example", 2, 1)]
    [InlineData(120, "www.example", 2, 1)]
    [InlineData(121, "www.example", 2, 2)]
    public void Write_TooSmall_GivesRoomToNameThenAddressesThenAliases(
        int length, string? name, int addresses, int aliases)
    {
        using var block = new NativeBlock(length);
        Assert.Equal(121, Write(s_www, AddressFamily.InterNetwork, block, 8));
        Assert.Equal(name is null, block.IsUntouched);
        if (name is not null)
        {
            var read = new StructureReader(block, 8);
            Assert.Equal(name, read.Name);
            Assert.Equal(addresses, read.Addresses.Count);
            Assert.Equal(aliases, read.Aliases.Count);
        }
    }

    [Fact]
    public void Write_NameTooLongButAddressesFit_KeepsTheAddresses()
    {
        var entry = new HostEntry(new string('n', 100), null, [IPAddress.Loopback]);
        using var block = new NativeBlock(32 + 16 + 1 + 12);
        Assert.Equal(32 + 16 + 101 + 12, Write(entry, AddressFamily.InterNetwork, block, 8));
        var read = new StructureReader(block, 8);
        Assert.Equal("", read.Name);
        Assert.Equal(["7F000001"], read.Addresses);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Write_NoMemory_TellsTheSizeAndTouchesNothing(int length)
    {
        Assert.Equal(121, HostentWriter.Write(s_www, AddressFamily.InterNetwork, 0, length, StructureLayout.Win64));
    }

    [Fact]
    public void Write_MoreAliasesThanTheMessageCanTell_CutsTheLastAliases()
    {
        string[] aliases = [.. Enumerable.Range(0, 5000).Select(i => $"alias-{i:0000}.example")];
        var entry = new HostEntry("big.example", aliases, [IPAddress.Loopback]);
        using var block = new NativeBlock(70_000);
        int needed = Write(entry, AddressFamily.InterNetwork, block, 8);
        var read = new StructureReader(block, 8);

        // 18 characters, a terminator and a pointer each
        const int Each = 18 + 1 + 8;
        const int Others = 32 + 16 + 12 + 12;
        const int Fitting = (65_535 - Others) / Each;
        Assert.Equal(Others + (Fitting * Each), needed);
        Assert.Equal(aliases.Take(Fitting), read.Aliases);
        Assert.Equal(["7F000001"], read.Addresses);
        Assert.Equal("big.example", read.Name);
        Assert.Equal(-1, block.Bytes[needed..].IndexOfAnyExcept((byte)0xA5));
    }

    [Fact]
    public void Write_MoreAddressesThanTheMessageCanTell_CutsAllAliasesAndTheLastAddresses()
    {
        IPAddress[] addresses = [.. Enumerable.Range(0, 6000).Select(i => new IPAddress((uint)(i + 1)))];
        var entry = new HostEntry("big.example", ["a"], addresses);
        const int Fitting = (65_535 - 32 - 16 - 12) / 12;
        const int Size = 32 + 16 + 12 + (Fitting * 12);
        using var block = new NativeBlock(Size);
        Assert.Equal(Size, Write(entry, AddressFamily.InterNetwork, block, 8));
        var read = new StructureReader(block, 8);
        Assert.Equal(Fitting, read.Addresses.Count);
        Assert.Empty(read.Aliases);
        Assert.Equal(Convert.ToHexString(addresses[Fitting - 1].GetAddressBytes()), read.Addresses[^1]);
    }

    [Theory]
    [InlineData(65_535 - 49, 65_535)]
    [InlineData(65_535 - 48, 49)]
    public void SizeOf_NameAsLongAsTheMessageCanTell_DropsOnlyALongerOne(int nameLength, int size)
    {
        var entry = new HostEntry(new string('n', nameLength));
        Assert.Equal(size, HostentWriter.SizeOf(entry, AddressFamily.InterNetwork, StructureLayout.Win64));
    }

    private static int Write(HostEntry entry, AddressFamily family, NativeBlock block, int pointerSize) =>
        HostentWriter.Write(entry, family, block.Address, block.Length, new StructureLayout(pointerSize));
}
