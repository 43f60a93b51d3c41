using System.Reflection;
using System.Runtime.CompilerServices;

namespace GetXByY.Tests.House;

/// <summary>What users of an assembly can see, one line for each type and member, sorted.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance
        | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly library) =>
        [.. Libraries.PublicTypes(library).SelectMany(LinesOf).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> LinesOf(Type type)
    {
        string name = TypeText.Full(type);
        yield return $"{name} : {Kind(type)}{Bases(type)}";
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            yield return $"{name}{MemberText.Of(type.GetMethod("Invoke")!)}";
            yield break;
        }

        foreach (MemberInfo member in type.GetMembers(Declared).Where(IsSeen))
            yield return $"{name}.{MemberText.Of(member)}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => (IsReadOnly(type) ? "readonly " : "") + (type.IsByRefLike ? "ref struct" : "struct"),
        _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => (type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "") + (IsRecord(type) ? "record" : "class"),
    };

    private static string Bases(Type type)
    {
        if (type.IsEnum)
            return $", {TypeText.Of(Enum.GetUnderlyingType(type))}";

        if (typeof(Delegate).IsAssignableFrom(type))
            return "";

        Type? parent = type.BaseType == typeof(object) || type.BaseType == typeof(ValueType) ? null : type.BaseType;
        var inherited = parent?.GetInterfaces() ?? [];
        var bases = type.GetInterfaces().Except(inherited).Where(one => one.IsVisible)
            .Select(one => TypeText.Of(one)).Order(StringComparer.Ordinal);
        return string.Concat((parent == null ? bases : bases.Prepend(TypeText.Of(parent))).Select(one => $", {one}"));
    }

    private static bool IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute));

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") != null;

    // What the compiler adds by itself, records above all, is no decision of ours.
    private static bool IsSeen(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && member switch
        {
            ConstructorInfo made => IsOpen(made) && !made.IsStatic,
            MethodInfo { IsSpecialName: true } special => IsOpen(special) && special.Name.StartsWith("op_"),
            MethodInfo method => IsOpen(method),
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsOpen),
            EventInfo notice => IsOpen(notice.AddMethod!),
            FieldInfo field => !field.IsSpecialName && (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly),
            _ => false, // nested types have their own line
        };

    private static bool IsOpen(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);
}
