using System.Diagnostics;
using System.Globalization;

namespace StallProof;

/// <summary>Begins the requests of a schedule, from a thread of its own: the pool's may be those that are missing.</summary>
internal sealed class Load(Clients clients, int port, Schedule schedule)
{
    private const int Tick = 10;

    private readonly List<Request> _answered = [];
    private readonly List<Request> _kept = [];
    private readonly List<Request> _silent = [];
    private readonly List<(double At, int Threads)> _threads = [];
    private long _start;

    /// <summary>Lets all that will be needed be compiled, a token that fires, too, and makes the connection that is kept.</summary>
    internal async Task WarmUpAsync()
    {
        for (int i = 0; i < 20; i++)
        {
            await clients.Connecting.GetStringAsync(Answered(Surroundings.AnsweredNames - 1 - i));
            await clients.Keeping.GetStringAsync(Answered(0));
        }
        Request late = Request.Start(clients.Connecting, $"{Answered(0)}late", Schedule.Patience);
        while (late.Took is null)
            await Task.Delay(Tick);
    }

    /// <summary>Comes back when all was watched for as long as the schedule says.</summary>
    internal void Run()
    {
        var thread = new Thread(Follow);
        thread.Start();
        thread.Join();
    }

    private void Follow()
    {
        _start = Stopwatch.GetTimestamp();
        for (int now = 0; now < schedule.Watched; now += Tick)
        {
            if (now < schedule.End)
                Begin(now);
            if (now % Schedule.Interval == 0)
                _threads.Add((Passed, Process.GetCurrentProcess().Threads.Count));
            Thread.Sleep(TimeSpan.FromMilliseconds(Math.Max(0, now + Tick - Passed)));
        }
    }

    private double Passed => Stopwatch.GetElapsedTime(_start).TotalMilliseconds;

    private void Begin(int now)
    {
        if (now % Schedule.AnsweredInterval == 0)
            _answered.Add(Request.Start(clients.Connecting, Answered(1 + _answered.Count)));
        if (now % Schedule.Interval == 0)
            _kept.Add(Request.Start(clients.Keeping, Answered(0)));
        if (now % Schedule.Interval == 0 && now >= schedule.SilenceFrom && now < schedule.SilenceTo)
        {
            _silent.Add(Request.Start(
                clients.Connecting, $"http://n{_silent.Count}.silent.example:{port}/", Schedule.Patience));
        }
    }

    private string Answered(int number) => $"http://n{number}.answered.example:{port}/";

    /// <summary>Writes a file for each kind: when a request began, what it took, and whether it had ended by then; and one of
    /// the threads.</summary>
    internal void Write(string prefix)
    {
        double now = Passed;
        WriteRequests($"{prefix}.answered", _answered, now);
        WriteRequests($"{prefix}.kept", _kept, now);
        WriteRequests($"{prefix}.silent", _silent, now);
        File.WriteAllLines($"{prefix}.threads", _threads.Select(t => Line(t.At / 1000, t.Threads)));
    }

    private void WriteRequests(string file, List<Request> requests, double now) =>
        File.WriteAllLines(file, requests.Select(request =>
        {
            double begun = request.BegunAfter(_start);
            double? took = request.Took;
            return Line(begun / 1000, took ?? now - begun, took is null ? 0 : 1);
        }));

    private static string Line(params double[] columns) =>
        string.Join(' ', columns.Select(column => column.ToString("0.###", CultureInfo.InvariantCulture)));
}
