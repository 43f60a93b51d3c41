using System.Globalization;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>What all subjects do in turn.</summary>
/// <param name="Family">A or A+AAAA.</param>
/// <param name="Outstanding">How many look-ups are outstanding at most.</param>
/// <param name="Names">How many are looked up.</param>
/// <param name="Lengths">How long these are.</param>
internal sealed record Cell(string Family, int Outstanding, int Names, string Lengths = NameLengths.Equal)
{
    internal const string Four = "A";
    internal const string Both = "A+AAAA";

    /// <summary>The suite of names that are not of one length.</summary>
    internal const string MixedSuite = "throughput-mixed";

    /// <summary>The suite with a name server whose receive buffer is as large as many machines allow, and no larger.</summary>
    internal const string SmallServerSuite = "throughput-small-server";

    /// <summary>Whether the name server has such a buffer. Only who asks for it in this process knows; the subjects do not.</summary>
    internal bool HasSmallServer { get; init; }

    internal AddressFamily AddressFamily => Family == Both ? AddressFamily.Unspecified : AddressFamily.InterNetwork;

    /// <summary>Speeds are of many; of one after the other it counts what each takes.</summary>
    internal string Suite => Outstanding == 1 ? "latency" : HasSmallServer ? SmallServerSuite
        : Lengths == NameLengths.Mixed ? MixedSuite : "throughput";

    internal string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Family} {Outstanding} {Names} {Lengths}");

    internal static Cell FromLine(string line) =>
        line.Split(' ') is [var family, var outstanding, var names, .. var lengths]
            ? new(family, int.Parse(outstanding, CultureInfo.InvariantCulture), int.Parse(names, CultureInfo.InvariantCulture),
                lengths is [var word] ? word : NameLengths.Equal)
            : throw new FormatException($"no cell: '{line}'; it is FAMILY OUTSTANDING NAMES [equal|mixed]");
}
