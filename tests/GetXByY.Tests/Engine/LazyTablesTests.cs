using System.Collections.Concurrent;
using GetXByY.Configuration;
using GetXByY.Databases;
using GetXByY.Engine;
using GetXByY.Tests.Configuration;

namespace GetXByY.Tests.Engine;

/// <summary>Services and protocols are read with the other files, and made into tables when somebody asks.</summary>
public sealed class LazyTablesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Services_FileIsGoneWhenSomebodyAsks_AreThoseThatWereThere()
    {
        EngineTables tables = Load("game 4000/udp\nnot a line\n");
        Directory.GetFiles(_folder.FullName).ToList().ForEach(File.Delete);
        Assert.True(tables.Services.FindByName("game", "", hasProtocol: false).IsSuccess);
        Assert.Equal(2, Assert.Single(tables.Problems).Line);
    }

    [Fact]
    public void Services_AskedForByManyAtOnce_AreTheSameForAll()
    {
        for (int round = 0; round < 50; round++)
        {
            EngineTables tables = Load("game 4000/udp\n");
            var seen = new ConcurrentBag<ServicesTable>();
            using var together = new Barrier(4);
            Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
            {
                together.SignalAndWait();
                seen.Add(tables.Services);
            }))];
            Array.ForEach(threads, static t => t.Start());
            Array.ForEach(threads, static t => t.Join());
            Assert.All(seen, table => Assert.Same(tables.Services, table));
        }
    }

    private EngineTables Load(string services) => EngineTables.Load(new ConfigurationChoices(new NameResolverOptions
    {
        ServicesPath = _folder.Write(services),
        ProtocolsPath = "",
        HostsPath = "",
        ResolvConfPath = "",
        NsSwitchPath = "",
        GaiConfPath = "",
    }));
}
