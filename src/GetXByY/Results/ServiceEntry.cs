namespace GetXByY;

/// <summary>A service: a name for a port of a protocol, as services(5) has it.</summary>
/// <remarks>Immutable, so it may be used from any thread.</remarks>
public sealed class ServiceEntry
{
    /// <summary>Makes an entry.</summary>
    /// <param name="name">The official name.</param>
    /// <param name="port">The port in host byte order, 0 to 65,535.</param>
    /// <param name="protocol">The name of the protocol.</param>
    /// <param name="aliases">The other names; none when left out.</param>
    /// <exception cref="ArgumentNullException">A name is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is no port.</exception>
    public ServiceEntry(string name, int port, string protocol, IReadOnlyList<string>? aliases = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        Name = name;
        Port = port;
        Protocol = protocol;
        Aliases = aliases ?? [];
    }

    /// <summary>The official name, such as <c>https</c>.</summary>
    public string Name { get; }

    /// <summary>The port in host byte order, 0 to 65,535.</summary>
    public int Port { get; }

    /// <summary>The name of the protocol, such as <c>tcp</c>.</summary>
    public string Protocol { get; }

    /// <summary>The other names, in the order of the file. Never null.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>The name, port and protocol, for people.</summary>
    public override string ToString() => $"{Name} {Port}/{Protocol}";
}
