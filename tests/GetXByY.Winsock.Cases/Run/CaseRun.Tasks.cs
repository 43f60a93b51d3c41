using System.Net.Sockets;

namespace GetXByY.Winsock.Cases;

// The other face, tasks, beside which the same decisions stand: "task-start t "www.example"", "task-cancel t", "task t".
internal sealed partial class CaseRun
{
    private readonly Dictionary<string, Lookup<HostEntry>> _lookups = [];
    private readonly CancellationTokenSource _token = new();
    private NameResolver? _resolver;

    private string? DoForTasks(string first, string[] rest)
    {
        switch (first)
        {
            case "task-start":
                _resolver ??= new NameResolver(_world.Options);
                _lookups[rest[0]] = _resolver.StartGetHostByName(
                    rest[1][1..], AddressFamily.Unspecified, new LookupOptions { CancellationToken = _token.Token });
                return rest[0];
            case "task-cancel":
                return $"{_lookups[rest[0]].Cancel()}";
            case "task-token":
                _token.Cancel();
                return "cancelled";
            case "task":
                return Outcome(_lookups[rest[0]].Completion);
            default:
                return null;
        }
    }

    private string Outcome(Task<HostEntry> task)
    {
        try
        {
            return string.Join(' ', task.WaitAsync(s_long).GetAwaiter().GetResult().Addresses);
        }
        catch (OperationCanceledException e)
        {
            return e.CancellationToken == _token.Token ? "cancelled by the token" : "cancelled";
        }
        catch (SocketException e)
        {
            return $"{e.GetType().Name} {e.SocketErrorCode} {ErrorNames.Of((int)e.SocketErrorCode)}";
        }
    }
}
