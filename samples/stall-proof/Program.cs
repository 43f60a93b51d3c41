// The parts of samples/stall-proof/run, which is what to call: it gives both loads the same surroundings.
//
//   StallProof serve [PORT]                                        a name server and a web server, until SIGTERM
//   StallProof load system|getxbyy NAMES WEBPORT FOLDER [--quick]  the requests; one file of results for each kind
//   StallProof report FOLDER [PAGE]                                the table, for the screen or for docs/why.md
using System.Globalization;
using System.Net;
using StallProof;

switch (args)
{
    case ["serve", .. var port]:
        await Surroundings.ServeAsync(port is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 0);
        return 0;
    case ["load", "system" or "getxbyy", var names, var web, var folder, .. var rest]:
        await using (var clients = new Clients(args[1] == "getxbyy", IPEndPoint.Parse(names)))
        {
            var schedule = rest is ["--quick"] ? Schedule.Quick : Schedule.Whole;
            var load = new Load(clients, int.Parse(web, CultureInfo.InvariantCulture), schedule);
            await load.WarmUpAsync();
            load.Run();
            load.Write(Path.Combine(folder, args[1]));
        }
        // Look-ups of System.Net.Dns may still block threads of the pool, and nothing else would end them.
        Environment.Exit(0);
        return 0;
    case ["report", var folder, .. var page]:
        Report.Write(folder, page is [var file] ? file : null);
        return 0;
    default:
        Console.Error.WriteLine("usage: samples/stall-proof/run [--quick] [--write]");
        return 2;
}
