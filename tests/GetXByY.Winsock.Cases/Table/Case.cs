namespace GetXByY.Winsock.Cases;

/// <summary>One case of the table.</summary>
internal sealed class Case(string group, string introduction, string id)
{
    /// <summary>The name of the file it stands in.</summary>
    internal string Group { get; } = group;

    /// <summary>What the cases of the group are about.</summary>
    internal string Introduction { get; } = introduction;

    internal string Id { get; } = id;

    internal string Title { get; set; } = "";

    /// <summary>Where the expectations come from: decisions of the project, documentation.</summary>
    internal List<string> Sources { get; } = [];

    /// <summary>The decisions it shows, by their numbers.</summary>
    internal List<int> Decisions { get; } = [];

    /// <summary>What the world is like before the first step; see <see cref="CaseWorld"/>.</summary>
    internal List<string> World { get; } = [];

    /// <summary>Who does otherwise, and why: "wine", "reactos", "documentation" or "caller", and a sentence; "open" where
    /// the documentation leaves the choice.</summary>
    internal List<(string Who, string Why)> Differences { get; } = [];

    internal List<CaseStep> Steps { get; } = [];

    internal string? DifferenceOf(string who) => Differences.Find(difference => difference.Who == who).Why;
}
