namespace GetXByY.Tests.House;

/// <summary>The sources around the test, found upwards from where it runs.</summary>
internal static class Repository
{
    private static readonly string[] s_built = ["bin", "obj", "artifacts", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>All C# files of a folder, what a build left there excepted, ordered by path.</summary>
    public static IReadOnlyList<SourceFile> Sources(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(Relative)
            .Where(path => !path.Split('/').Any(s_built.Contains))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))))];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder != null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "GetXByY.slnx")))
                return folder;
        }

        throw new DirectoryNotFoundException("No GetXByY.slnx above the test: run it from its place in the tree");
    }
}
