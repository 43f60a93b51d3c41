namespace GetXByY.Fuzz;

/// <summary>One kind of cases.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>How many of a thousand cases are of this kind.</summary>
    int Share { get; }

    /// <summary>Makes the case of a seed.</summary>
    void Make(Chance chance);

    /// <summary>Gives it to the library, and looks at what comes of it. May be called again for the same case.</summary>
    /// <exception cref="FindingException">Something does not hold.</exception>
    void Try();

    /// <summary>How many octets of memory a case may cost.</summary>
    long MostMemory { get; }

    /// <summary>The case, for a report.</summary>
    string Describe();

    /// <summary>What has come of the cases so far, by name.</summary>
    IEnumerable<(string Name, long Count)> Counts { get; }
}
