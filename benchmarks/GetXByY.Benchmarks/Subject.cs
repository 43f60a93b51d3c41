using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>Somebody who looks up names as fast as they can.</summary>
/// <param name="name">As in the figures.</param>
internal abstract class Subject(string name)
{
    internal string Name { get; } = name;

    /// <summary>What part of the names tells as much as all of them: one in so many.</summary>
    internal virtual int Share => 1;

    /// <summary>Whether it can look up addresses of a family; with <see cref="AddressFamily.Unspecified"/> of both.</summary>
    internal virtual bool Knows(AddressFamily family) => true;

    /// <summary>Looks up names, each once.</summary>
    /// <param name="family">Of the addresses.</param>
    /// <param name="outstanding">How many look-ups are outstanding, until the names run out.</param>
    /// <param name="names">How many names.</param>
    /// <returns>How long it took, and how many look-ups ended otherwise than they should.</returns>
    internal abstract Task<(TimeSpan Time, int Failures)> RunAsync(AddressFamily family, int outstanding, int names);

    private protected static string NameOf(int number) => $"n{number:D8}.bench.test";
}
