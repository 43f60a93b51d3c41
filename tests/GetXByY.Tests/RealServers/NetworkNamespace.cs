using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using GetXByY.Engine;
using Microsoft.Win32.SafeHandles;

namespace GetXByY.Tests.RealServers;

/// <summary>A network of its own, in which there is nothing but lo until a test lets it lose, refuse or cut packets. It is
/// gone with this, whatever becomes of the test.</summary>
/// <remarks>On Linux a network is an attribute of a thread, which its sockets and child processes inherit. So one thread has
/// left the machine's network for it, and an engine's thread joins it before it pumps.</remarks>
internal sealed partial class NetworkNamespace : EngineWorld, IDisposable
{
    private const int NewNetwork = 0x4000_0000; // CLONE_NEWNET

    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;
    private bool _hasQueue;
    private SafeFileHandle? _network;

    private NetworkNamespace()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "network namespace" };
        _thread.Start();
    }

    /// <summary>Makes one, or skips the test where that is not allowed; where the environment says CI it fails.</summary>
    internal static NetworkNamespace Make()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Network namespaces are Linux's.");
        ServerSoftware.Require("ip");
        ServerSoftware.Require("nft");
        var made = new NetworkNamespace();
        string? error = made.Run(made.Leave);
        if (error is not null)
        {
            made.Dispose();
            ServerSoftware.Lacks($"{error} It needs CAP_SYS_ADMIN: run the tests as root, in a container --privileged.");
        }
        made.Command("ip", "link set lo up");
        return made;
    }

    /// <summary>Does something on a thread that is in this network.</summary>
    internal T Run<T>(Func<T> work)
    {
        var source = new TaskCompletionSource<T>();
        _work.Add(() =>
        {
            try
            {
                source.SetResult(work());
            }
            catch (Exception e)
            {
                source.SetException(e);
            }
        });
        return source.Task.GetAwaiter().GetResult();
    }

    /// <summary>Replaces all rules by these, of packets that come in: see nft(8).</summary>
    internal void SetRules(params string[] rules) => Command("nft", "-f -", $$"""
        flush ruleset
        table inet faults {
          chain early { type filter hook prerouting priority -450; {{string.Join("; ", rules.Where(r => r.Contains("frag-off")))}}; }
          chain in { type filter hook input priority 0; {{string.Join("; ", rules.Where(r => !r.Contains("frag-off")))}}; }
        }
        """.Replace("; ; }", "; }"));

    /// <summary>How long a packet may be on lo, in bytes.</summary>
    internal void SetMtu(int bytes) => Command("ip", $"link set lo mtu {bytes}");

    /// <summary>How many bits a second lo carries; what is behind waits, and counts as not sent yet.</summary>
    internal void SetRate(int bits)
    {
        ServerSoftware.Require("tc");
        Command("tc", $"qdisc add dev lo root tbf rate {bits}bit burst 2000 limit 300000");
        _hasQueue = true;
    }

    public void Dispose()
    {
        if (_hasQueue)
            // ICMP errors that wait there would keep the kernel from sending others, in whatever network.
            Command("tc", "qdisc del dev lo root");
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
        _network?.Dispose();
    }

    /// <summary>The engine's thread, and with it all sockets of the resolver, are in this network.</summary>
    internal override void StartThread(Action pump) => base.StartThread(() =>
    {
        if (setns((int)_network!.DangerousGetHandle(), NewNetwork) != 0)
            throw new InvalidOperationException($"setns failed with {Marshal.GetLastPInvokeError()}.");
        pump();
    });

    private string? Leave()
    {
        if (unshare(NewNetwork) != 0)
            return $"unshare failed with {Marshal.GetLastPInvokeError()}.";
        _network = File.OpenHandle("/proc/thread-self/ns/net");
        return null;
    }

    private void Command(string program, string arguments, string input = "")
    {
        (int code, string output) = Run(() =>
        {
            using Process process = Process.Start(new ProcessStartInfo(ServerSoftware.Require(program), arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
            })!;
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, error);
        });
        Assert.True(code == 0, $"{program} {arguments} failed: {output}\n{input}");
    }

    private void Work()
    {
        foreach (Action work in _work.GetConsumingEnumerable())
            work();
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int unshare(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setns(int fd, int type);
}
