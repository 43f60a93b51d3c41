using GetXByY.Configuration;
using GetXByY.Engine;

namespace GetXByY.Simulation;

/// <summary>The configuration of the simulated machine, in files for the life of the process.</summary>
internal sealed class ScheduleFiles : IDisposable
{
    internal const int ResolvConfs = 6;

    // Of them the one whose resolver mixes the letters of names.
    private const int MixedCase = 2;

    // And those where answers are kept, few of them; in the second one stale ones are given.
    internal const int Kept = 4;
    internal const int KeptStale = 5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy");

    private readonly EngineTables[] _tables = new EngineTables[ResolvConfs];

    internal ScheduleFiles()
    {
        Write("hosts", Question.Hosts);
        Write("services", Question.Services);
        Write("protocols", Question.Protocols);
        Write("nsswitch.conf", "hosts: files dns\n");
        const string rest = "search one.test two.test\noptions timeout:1 attempts:2";
        Write("resolv.conf.0", $"nameserver 192.0.2.1\n{rest}\n");
        Write("resolv.conf.1", $"nameserver 192.0.2.1\nnameserver 192.0.2.2\n{rest}\n");
        Write("resolv.conf.2", $"nameserver 192.0.2.1\nnameserver 192.0.2.2\n{rest} rotate\n");
        Write("resolv.conf.3", $"nameserver 192.0.2.1\n{rest} use-vc\n");
        Write("resolv.conf.4", $"nameserver 192.0.2.1\n{rest}\n");
        Write("resolv.conf.5", $"nameserver 192.0.2.1\nnameserver 192.0.2.2\n{rest}\n");
        for (int i = 0; i < ResolvConfs; i++)
            _tables[i] = MakeTables(i);
    }

    /// <summary>What an engine reads where resolv.conf is another one.</summary>
    internal EngineTables TablesFor(int resolvConf) => _tables[resolvConf];

    internal NameResolverOptions OptionsFor(VirtualTime time, int resolvConf, int capacity, bool inPlace = false) => new()
    {
        ResolvConfPath = PathOf($"resolv.conf.{resolvConf}"),
        HostsPath = PathOf("hosts"),
        ServicesPath = PathOf("services"),
        ProtocolsPath = PathOf("protocols"),
        NsSwitchPath = PathOf("nsswitch.conf"),
        GaiConfPath = "",
        MixLetterCase = resolvConf == MixedCase,
        MaxOutstanding = capacity,
        // Where there is a second server it is always asked early.
        HedgingBudget = resolvConf is 1 or 2 ? 1 : 0,
        MaxCachedAnswers = resolvConf >= Kept ? 6 : 0,
        ServeStale = resolvConf == KeptStale ? TimeSpan.FromDays(1) : TimeSpan.Zero,
        AllowSynchronousContinuations = inPlace,
        TimeProvider = time,
    };

    // As a whole, or the first schedule that asks for a part of them would go otherwise when it is run again.
    private EngineTables MakeTables(int resolvConf)
    {
        var tables = EngineTables.Load(new ConfigurationChoices(OptionsFor(new VirtualTime(), resolvConf, capacity: 1)));
        _ = tables.Services;
        _ = tables.Policy;
        return tables;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);
}
