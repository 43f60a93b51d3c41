using System.Net;
using GetXByY.Configuration;
using GetXByY.Ordering;
using GetXByY.Tests.Configuration;

namespace GetXByY.Tests.Ordering;

public sealed class PolicyTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // RFC 6724 section 2.1.
    [Theory]
    [InlineData("::1", 50, 0)]
    [InlineData("2001:db8::1", 40, 1)]
    [InlineData("192.0.2.1", 35, 4)]
    [InlineData("::ffff:192.0.2.1", 35, 4)]
    [InlineData("2002:c000:201::1", 30, 2)]
    [InlineData("2001::1", 5, 5)]
    [InlineData("fd00::1", 3, 13)]
    [InlineData("::192.0.2.1", 1, 3)]
    [InlineData("fec0::1", 1, 11)]
    [InlineData("3ffe::1", 1, 12)]
    [InlineData("ff02::1", 40, 1)]
    public void Default_Address_HasPrecedenceAndLabelOfTheRfc(string address, int precedence, int label)
    {
        Assert.Equal(precedence, DefaultPolicy.Table.PrecedenceOf(NumberOf(address)));
        Assert.Equal(label, DefaultPolicy.Table.LabelOf(NumberOf(address)));
    }

    // Sections 3.1 and 3.2.
    [Theory]
    [InlineData("fe80::1", 2)]
    [InlineData("::1", 2)]
    [InlineData("fec0::1", 5)]
    [InlineData("fd00::1", 14)]
    [InlineData("2001:db8::1", 14)]
    [InlineData("ff05::1", 5)]
    [InlineData("ff0e::1", 14)]
    [InlineData("169.254.1.1", 2)]
    [InlineData("127.0.0.1", 2)]
    [InlineData("10.0.0.1", 14)]
    [InlineData("192.0.2.1", 14)]
    public void Default_Address_HasScopeOfTheRfc(string address, int scope) =>
        Assert.Equal(scope, DefaultPolicy.Table.ScopeOf(NumberOf(address)));

    [Fact]
    public void File_AnyLineOfAKind_ReplacesThatTableAlone()
    {
        PolicyTable table = Read("label 2001:db8::/32 7");

        Assert.Equal(7, table.LabelOf(NumberOf("2001:db8::1")));
        Assert.Equal((1, 1), (table.LabelOf(NumberOf("::1")), table.LabelOf(NumberOf("192.0.2.1"))));
        Assert.Equal(50, table.PrecedenceOf(NumberOf("::1")));
        Assert.Equal(2, table.ScopeOf(NumberOf("127.0.0.1")));
    }

    [Fact]
    public void File_NoLineForAll_LeavesTheRestThePrecedenceAndScopeOfMost()
    {
        PolicyTable table = Read("precedence ::1/128 9\nscopev4 10.0.0.0/8 5");

        Assert.Equal((9, 40), (table.PrecedenceOf(NumberOf("::1")), table.PrecedenceOf(NumberOf("192.0.2.1"))));
        Assert.Equal((5, 14), (table.ScopeOf(NumberOf("10.1.1.1")), table.ScopeOf(NumberOf("127.0.0.1"))));
    }

    [Fact]
    public void File_LinesInAnyOrder_TheMostSpecificCountsAndOfTwoTheFirst()
    {
        PolicyTable table = Read("label ::/0 1\nlabel 2001:db8::/32 2\nlabel 2001:db8:1::/48 3\nlabel 2001:db8::/32 4");

        Assert.Equal(
            [3, 2, 1], new[] { "2001:db8:1::1", "2001:db8:2::1", "2001:db9::1" }.Select(a => table.LabelOf(NumberOf(a))));
    }

    private PolicyTable Read(string text) => new(GaiConf.Read(_folder.Write(text), _folder.Problems, new SettingList()));

    private static UInt128 NumberOf(string address) => PrefixRule.NumberOf(IPAddress.Parse(address));
}
