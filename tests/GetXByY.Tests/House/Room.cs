namespace GetXByY.Tests.House;

/// <summary>A room of the library: a folder, and the rooms it may know.</summary>
internal sealed record Room(string Folder, params string[] MayKnow)
{
    private const string Library = "src/GetXByY";

    /// <summary>Single types of rooms that are closed otherwise.</summary>
    public string[] MayKnowTypes { get; init; } = [];

    /// <summary>The name of the roof: the files directly in the library's folder.</summary>
    public const string Roof = "";

    public bool Holds(SourceFile file) => file.Folder == (Folder == Roof ? Library : $"{Library}/{Folder}");

    public bool IsNamespace(string dotted) => dotted == $"GetXByY.{Folder.Replace('/', '.')}";

    public override string ToString() => Folder == Roof ? "the roof" : Folder;
}
