using System.Net;

namespace GetXByY.Databases;

/// <summary>Puts one entry together from several lines of the hosts file: the first line's canonical name, all other
/// names and all addresses, each once, in the order of the file. Not thread-safe; made for one look-up.</summary>
internal sealed class HostMerge
{
    private readonly string _name;
    private readonly List<string> _aliases = [];
    private readonly List<IPAddress> _addresses = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<IPAddress> _seen = [];

    /// <summary>Begins with the first line.</summary>
    internal HostMerge(HostEntry first)
    {
        _name = first.Name;
        _names.Add(_name);
        Add(first);
    }

    /// <summary>Adds a line.</summary>
    internal void Add(HostEntry line)
    {
        AddAlias(line.Name);
        foreach (string alias in line.Aliases)
            AddAlias(alias);
        foreach (IPAddress address in line.Addresses)
        {
            if (_seen.Add(address))
                _addresses.Add(address);
        }
    }

    /// <summary>Ends.</summary>
    internal HostEntry ToEntry() => new(_name, _aliases.AsReadOnly(), _addresses.AsReadOnly());

    private void AddAlias(string name)
    {
        if (_names.Add(name))
            _aliases.Add(name);
    }
}
