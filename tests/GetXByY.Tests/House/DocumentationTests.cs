using System.Reflection;

namespace GetXByY.Tests.House;

// Whoever uses a type has to know which threads may.
public class DocumentationTests
{
    [Theory]
    [InlineData("GetXByY")]
    [InlineData("GetXByY.Hosting")]
    [InlineData("GetXByY.Testing")]
    [InlineData("GetXByY.Winsock")]
    public void PublicTypes_Threads_AreSpokenOf(string name)
    {
        Assembly library = Libraries.Find(name);
        var documentation = Libraries.Documentation(library);
        HouseAssert.None(
            Libraries.PublicTypes(library).Where(NeedsThreads)
                .Where(type => !SpeaksOfThreads(documentation[$"T:{type.FullName!.Replace('+', '.')}"])),
            "the summary or the remarks have no word on threads");
    }

    private static bool SpeaksOfThreads(string text) => text.Contains("thread", StringComparison.OrdinalIgnoreCase);

    private static bool NeedsThreads(Type type) =>
        !type.IsEnum
        && !typeof(Exception).IsAssignableFrom(type)
        && !typeof(Delegate).IsAssignableFrom(type)
        && !HasConstantsOnly(type);

    private static bool HasConstantsOnly(Type type) =>
        type.IsAbstract && type.IsSealed
        && type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .All(member => member is FieldInfo { IsLiteral: true });
}
