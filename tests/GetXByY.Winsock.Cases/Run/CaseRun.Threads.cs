namespace GetXByY.Winsock.Cases;

// "@2 command" does it on thread 2 and waits; "begin 2 command" does not wait, "end 2" gives the observation.
internal sealed partial class CaseRun
{
    private string? DoForThreads(string first, string[] rest, string command)
    {
        switch (first)
        {
            case "begin":
                _begun[rest[0]] = Begin(rest[0], command[("begin ".Length + rest[0].Length + 1)..]);
                return "begun";
            case "running":
                return _begun[rest[0]].Wait(TimeSpan.FromMilliseconds(50)) ? "ended" : "running";
            case "end":
                return _begun[rest[0]].WaitAsync(s_long).GetAwaiter().GetResult();
            default:
                return null;
        }
    }

    private Task<string> Begin(string name, string command)
    {
        if (!_threads.TryGetValue(name, out CaseThread? thread))
            _threads[name] = thread = new CaseThread();
        return thread.Begin(() => Do(command));
    }
}
