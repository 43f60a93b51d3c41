using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace GetXByY.Tests.House;

// Arrows between rooms and between projects point one way.
public class ArrowTests
{
    private static readonly Rooms s_rooms = new(Repository.Sources("src/GetXByY"));

    [Fact]
    public void Rooms_EveryFile_IsInOne() => HouseAssert.None(s_rooms.Homeless, "a file in no room: give it one in Rooms");

    [Fact]
    public void Rooms_Arrows_PointDownwards() =>
        HouseAssert.None(s_rooms.ForbiddenArrows(), "an arrow the plan of the house does not have");

    [Theory]
    [InlineData("Results", "class A { HostEntry B() => x.LookupEngine; }")]
    [InlineData("Results", "class A { HostEntry B() => C().LookupEngine; }")]
    [InlineData("Lookups", "class A { /* LookupEngine */ string _b = \"LookupEngine\"; }")]
    [InlineData("Configuration", "class A { NameResolverOptions _options; }")]
    [InlineData("Tasks", "using GetXByY.Engine; class A { LookupEngine _engine; }")]
    public void ForbiddenArrows_AllowedMention_DrawsNone(string room, string code) =>
        Assert.Empty(ArrowsWith($"src/GetXByY/{room}/A.cs", code));

    [Theory]
    [InlineData("Results", "class A { LookupEngine _engine; }")]
    [InlineData("Lookups", "class A { Engine.LookupEngine _engine; }")]
    [InlineData("Configuration", "class A { NameResolver _resolver; }")]
    [InlineData("Dns/Resolution", "using GetXByY.Databases; class A;")]
    [InlineData("Results", "class A { string _b = $\"{LookupEngine.Name}\"; }")]
    public void ForbiddenArrows_ForbiddenMention_DrawsOne(string room, string code) =>
        Assert.Single(ArrowsWith($"src/GetXByY/{room}/A.cs", code));

    [Theory]
    [InlineData("GetXByY")]
    [InlineData("GetXByY.Hosting", "GetXByY")]
    [InlineData("GetXByY.Testing")]
    [InlineData("GetXByY.Winsock", "GetXByY")]
    [InlineData("GetXByY.Cli", "GetXByY", "GetXByY.Testing", "GetXByY.Winsock")]
    public void Projects_References_AreThoseOfThePlan(string project, params string[] mayKnow)
    {
        var known = Project(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        HouseAssert.None(known.Except(mayKnow), $"{project} references what it must not know");
    }

    [Theory]
    [InlineData("GetXByY")]
    [InlineData("GetXByY.Testing")]
    [InlineData("GetXByY.Winsock")]
    public void Libraries_Packages_NeedNone(string project) =>
        Assert.Empty(Project(project).Descendants("PackageReference"));

    // In a program of ASP.NET Core they are there already.
    [Fact]
    public void Hosting_Packages_AreThoseOfTheFramework() =>
        HouseAssert.None(
            Project("GetXByY.Hosting").Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value)
                .Where(name => !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)),
            "a package that users of GetXByY.Hosting would have to take along");

    [Fact]
    public void Hosting_Internals_SeesNone() =>
        Assert.DoesNotContain(
            typeof(NameResolver).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>(),
            attribute => attribute.AssemblyName.StartsWith("GetXByY.Hosting", StringComparison.Ordinal));

    [Fact]
    public void Cli_Internals_SeesNone()
    {
        var friends = Libraries.All.SelectMany(library => library.GetCustomAttributes<InternalsVisibleToAttribute>())
            .Select(attribute => attribute.AssemblyName);
        HouseAssert.None(
            friends.Where(friend => friend.StartsWith("GetXByY.Cli", StringComparison.OrdinalIgnoreCase)
                || friend.Equals("getxbyy", StringComparison.OrdinalIgnoreCase)),
            "the tool is a user like any other: it sees public API only");
    }

    private static IEnumerable<string> ArrowsWith(string path, string code) =>
        new Rooms([
            new SourceFile(path, code),
            new SourceFile("src/GetXByY/NameResolver.cs", "class NameResolver;"),
            new SourceFile("src/GetXByY/NameResolverOptions.cs", "class NameResolverOptions;"),
            new SourceFile("src/GetXByY/Engine/LookupEngine.cs", "class LookupEngine;"),
            new SourceFile("src/GetXByY/Results/HostEntry.cs", "class HostEntry;"),
        ]).ForbiddenArrows();

    private static XDocument Project(string name) => XDocument.Parse(Repository.Read($"src/{name}/{name}.csproj"));
}
