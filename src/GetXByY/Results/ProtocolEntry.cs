namespace GetXByY;

/// <summary>A protocol of the Internet Protocol: its name and number, as protocols(5) has it.</summary>
/// <remarks>Immutable, so it may be used from any thread.</remarks>
public sealed class ProtocolEntry
{
    /// <summary>Makes an entry.</summary>
    /// <param name="name">The official name.</param>
    /// <param name="number">The number, 0 to 65,535.</param>
    /// <param name="aliases">The other names; none when left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is out of range.</exception>
    public ProtocolEntry(string name, int number, IReadOnlyList<string>? aliases = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, ushort.MaxValue);
        Name = name;
        Number = number;
        Aliases = aliases ?? [];
    }

    /// <summary>The official name, such as <c>tcp</c>.</summary>
    public string Name { get; }

    /// <summary>The number in host byte order; IANA gives out 0 to 255.</summary>
    public int Number { get; }

    /// <summary>The other names, in the order of the file. Never null.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>The name and number, for people.</summary>
    public override string ToString() => $"{Name} {Number}";
}
