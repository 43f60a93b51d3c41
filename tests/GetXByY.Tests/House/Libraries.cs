using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using GetXByY.Testing;

namespace GetXByY.Tests.House;

/// <summary>The four assemblies that other people's programs reference.</summary>
internal static class Libraries
{
    public static IReadOnlyList<Assembly> All { get; } =
        [
            typeof(NameResolver).Assembly, typeof(LoopbackNameServer).Assembly, typeof(SocketsHttpHandlerExtensions).Assembly,
            Assembly.Load("GetXByY.Winsock"),
        ];

    public static Assembly Find(string name) => All.Single(library => library.GetName().Name == name);

    /// <summary>What users can see. The compiler makes the types of fixed buffers public, whatever the field is.</summary>
    public static IEnumerable<Type> PublicTypes(Assembly library) =>
        library.GetExportedTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));

    /// <summary>The documentation the compiler wrote, by member: T:GetXByY.NameResolver.</summary>
    public static IReadOnlyDictionary<string, string> Documentation(Assembly library)
    {
        string file = Path.Combine(AppContext.BaseDirectory, $"{library.GetName().Name}.xml");
        return XDocument.Load(file).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Value);
    }
}
