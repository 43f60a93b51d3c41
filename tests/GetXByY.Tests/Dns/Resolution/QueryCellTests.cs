using System.Runtime.CompilerServices;
using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class QueryCellTests
{
    // A million outstanding queries are as many cells.
    [Fact]
    public void Size_Is48() => Assert.Equal(48, Unsafe.SizeOf<QueryCell>());

    [Fact]
    public void Numbers_InOneOctet_DoNotTouchEachOther()
    {
        var cell = new QueryCell { Server = 15, FirstServer = 14, Round = 5, Strikes = 4 };
        Assert.Equal((15, 14, 5, 4), (cell.Server, cell.FirstServer, cell.Round, cell.Strikes));
        (cell.Server, cell.Strikes) = (0, 0);
        Assert.Equal((0, 14, 5, 0), (cell.Server, cell.FirstServer, cell.Round, cell.Strikes));
    }
}
