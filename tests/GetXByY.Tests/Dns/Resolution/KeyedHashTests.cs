using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public class KeyedHashTests
{
    // The key 00 01 ... 0f and the inputs 00 01 02 ... of the authors' own vectors.
    [Theory]
    [InlineData(0, 0x726fdb47dd0e0e31)]
    [InlineData(1, 0x74f839c593dc67fd)]
    [InlineData(7, 0xab0200f58b01d137)]
    [InlineData(8, 0x93f5f5799a932462)]
    [InlineData(15, 0xa129ca6149be45e5)]
    public void Of_VectorsOfSipHash_IsTheirs(int length, ulong expected)
    {
        var hash = new KeyedHash(0x0706050403020100, 0x0f0e0d0c0b0a0908);
        byte[] data = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        Assert.Equal(expected, hash.Of(data));
    }
}
