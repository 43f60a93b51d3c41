namespace GetXByY.Hosting.Tests;

/// <summary>Where the sources are, found upwards from where the test runs.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GetXByY.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the project.");
        return folder;
    }
}
