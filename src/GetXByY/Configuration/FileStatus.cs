namespace GetXByY.Configuration;

/// <summary>How the reading of a configuration or database file went.</summary>
internal enum FileStatus
{
    /// <summary>It was read; single lines may have been skipped.</summary>
    Read,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>It is there but cannot be read: no permission, a directory, a pipe, a loop of links, a broken
    /// disk.</summary>
    Unreadable,
}
