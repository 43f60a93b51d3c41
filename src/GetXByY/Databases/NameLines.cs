using System.Net.Sockets;

namespace GetXByY.Databases;

/// <summary>The lines of a file of hosts with one name, in the order of the file: of each family those that count. Not
/// thread-safe while lines are added.</summary>
/// <remarks>Most names have one line, and there may be a million of them, so that line stands in the object itself.</remarks>
internal sealed class NameLines(int first, AddressFamily family)
{
    /// <summary>So many lines of one family count, as many as addresses of an answer from a server: putting more together
    /// would keep others waiting, and so would passing over those of the other family.</summary>
    internal const int MaxOfFamily = 256;

    private readonly int _first = first;
    private List<int>? _more;
    private int _last = first;
    private int _ipv4 = family == AddressFamily.InterNetwork ? 1 : 0;
    private int _ipv6 = family == AddressFamily.InterNetwork ? 0 : 1;

    /// <summary>How many lines are kept.</summary>
    internal int Count => 1 + (_more?.Count ?? 0);

    /// <summary>The number of a line that is kept.</summary>
    internal int this[int index] => index == 0 ? _first : _more![index - 1];

    /// <summary>Adds a line behind the others.</summary>
    /// <returns>False when it was the last one before: it has the name twice.</returns>
    internal bool TryAdd(int line, AddressFamily family)
    {
        if (line == _last)
            return false;
        _last = line;
        ref int count = ref family == AddressFamily.InterNetwork ? ref _ipv4 : ref _ipv6;
        if (count < MaxOfFamily)
        {
            count++;
            (_more ??= []).Add(line);
        }
        return true;
    }
}
