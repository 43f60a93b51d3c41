using System.Diagnostics;
using System.Globalization;

namespace GetXByY.Benchmarks;

/// <summary>A program in C: a process for each round.</summary>
/// <param name="name">As in the figures.</param>
/// <param name="program">The program.</param>
/// <param name="port">The responder's.</param>
/// <param name="words">What else it is told.</param>
internal sealed class ProgramContender(string name, string program, int port, params string[] words) : Contender
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    internal override string Name => name;

    internal override Round Run(Cell cell)
    {
        string[] options =
        [
            "--port", port.ToString(CultureInfo.InvariantCulture),
            "--outstanding", cell.Outstanding.ToString(CultureInfo.InvariantCulture),
            "--names", cell.Names.ToString(CultureInfo.InvariantCulture), .. words,
        ];
        using var process = Process.Start(new ProcessStartInfo(program, options) { RedirectStandardOutput = true })!;
        // One that hangs must not hold up the run.
        using var guard = new Timer(_ => process.Kill(), null, s_limit, Timeout.InfiniteTimeSpan);
        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? WithGuesses(Round.FromLine(line))
            : throw new InvalidOperationException($"{name} ended with status {process.ExitCode}: {string.Join(' ', options)}");
    }

    // The flooder counts its ids up, and its ports are the system's choice.
    private static Round WithGuesses(Round round) => round.Sockets is int sockets
        ? round with { IdBits = 0, PortBits = Guesses.OfTheSystem(sockets) }
        : round;
}
