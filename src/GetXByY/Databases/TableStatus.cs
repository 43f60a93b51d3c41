namespace GetXByY.Databases;

/// <summary>Where the entries of a table come from.</summary>
internal enum TableStatus
{
    /// <summary>From the system's file.</summary>
    Loaded,

    /// <summary>From our own table, because the file is missing.</summary>
    BuiltIn,

    /// <summary>From nowhere: the file is there but cannot be read, and to answer from another table would be to
    /// guess.</summary>
    Unreadable,
}
