namespace GetXByY.Simulation;

/// <summary>The configuration of the simulated machine, in files for the life of the process.</summary>
internal sealed class ScheduleFiles : IDisposable
{
    internal const int ResolvConfs = 4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy");

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
    }

    internal NameResolverOptions OptionsFor(VirtualTime time, int resolvConf, int capacity) => new()
    {
        ResolvConfPath = PathOf($"resolv.conf.{resolvConf}"),
        HostsPath = PathOf("hosts"),
        ServicesPath = PathOf("services"),
        ProtocolsPath = PathOf("protocols"),
        NsSwitchPath = PathOf("nsswitch.conf"),
        MaxOutstanding = capacity,
        TimeProvider = time,
    };

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);
}
