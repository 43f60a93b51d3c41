using System.Reflection;

namespace GetXByY.Tests.House;

/// <summary>A type as C# writes it, without namespaces, with the question marks of nullable references.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>With its namespace, as it stands at the beginning of a line.</summary>
    public static string Full(Type type) =>
        type.IsNested ? $"{Full(type.DeclaringType!)}.{Of(type)}" : $"{type.Namespace}.{Of(type)}";

    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        // every T may be null, so the question mark would say nothing
        if (type.IsGenericParameter)
            return type.Name;

        bool nullable = nullability?.ReadState == NullabilityState.Nullable
            || nullability?.WriteState == NullabilityState.Nullable;
        return Nullable.GetUnderlyingType(type) is { } value
            ? $"{Of(value)}?"
            : Bare(type, nullability) + (nullable && !type.IsValueType ? "?" : "");
    }

    private static string Bare(Type type, NullabilityInfo? nullability) => type switch
    {
        _ when s_keywords.TryGetValue(type, out string? keyword) => keyword,
        { IsFunctionPointer: true } => FunctionPointer(type),
        { IsPointer: true } => $"{Of(type.GetElementType()!)}*",
        { IsByRef: true } => $"ref {Of(type.GetElementType()!, nullability)}",
        { IsArray: true } => $"{Of(type.GetElementType()!, nullability?.ElementType)}[]",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{Arguments(type, nullability)}>",
        _ => type.Name,
    };

    private static string Arguments(Type type, NullabilityInfo? nullability)
    {
        Type[] arguments = type.GetGenericArguments();
        var states = nullability?.GenericTypeArguments;
        return string.Join(", ", arguments.Select((argument, index) =>
            Of(argument, states?.Length == arguments.Length ? states[index] : null)));
    }

    private static string FunctionPointer(Type type)
    {
        var types = type.GetFunctionPointerParameterTypes().Append(type.GetFunctionPointerReturnType());
        string unmanaged = type.IsUnmanagedFunctionPointer ? " unmanaged" : "";
        return $"delegate*{unmanaged}<{string.Join(", ", types.Select(one => Of(one)))}>";
    }
}
