namespace GetXByY.Winsock.Cases;

// What happens around the caller: the network, the name server, the engine's thread, the poster.
internal sealed partial class CaseRun
{
    private readonly List<string> _seenWhilePosting = [];

    private string? DoForTheWorld(string first, string[] rest, string command)
    {
        switch (first)
        {
            case "asked": // the request is in flight
                _world.WaitForQuery(rest[0], 1);
                return "asked";
            case "queries":
                return $"{_world.QueriesFor(rest[0])}";
            case "answer":
                _world.Gate.Release();
                return "answered";
            case "network": // for Windows Sockets, that is: its engine
                _world.TakeDown();
                return "down";
            case "engine": // what is started while it is held stays queued
                if (rest[0] == "held")
                    _world.EngineHold.Hold();
                else
                    _world.EngineHold.Release();
                return rest[0];
            case "queue":
                if (rest[0] == "full")
                    _poster.Refuse();
                else
                    _poster.Accept();
                return rest[0];
            case "refused": // a message was refused: its request is unposted
                return _poster.WaitForRefusal() ? "refused" : "nothing was refused";
            case "in-poster":
                _poster.DoWhilePosting(() =>
                {
                    string seen = Try(command[(first.Length + 1)..]);
                    lock (_seenWhilePosting)
                        _seenWhilePosting.Add(seen);
                });
                return "set";
            case "poster-saw":
                lock (_seenWhilePosting)
                    return string.Join(" | ", _seenWhilePosting);
            default:
                return null;
        }
    }
}
