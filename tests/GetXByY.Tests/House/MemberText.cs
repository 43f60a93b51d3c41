using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GetXByY.Tests.House;

/// <summary>A member as a line of text: name, parameters, type, and what a caller could notice.</summary>
internal static class MemberText
{
    private static readonly NullabilityInfoContext s_nullability = new();

    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo made => $"new({Parameters(made)})",
        MethodInfo { Name: "Invoke" } call when typeof(Delegate).IsAssignableFrom(call.DeclaringType) =>
            $"({Parameters(call)}) -> {Result(call)}",
        MethodInfo method =>
            $"{method.Name}{Generics(method)}({Parameters(method)}) -> {Modifier(method)}{Result(method)}",
        PropertyInfo property => Property(property),
        EventInfo notice =>
            $"{notice.Name} -> event {Modifier(notice.AddMethod!)}"
            + TypeText.Of(notice.EventHandlerType!, s_nullability.Create(notice)),
        FieldInfo field => Field(field),
        _ => throw new NotSupportedException($"{member.MemberType} {member.Name}"),
    };

    private static string Property(PropertyInfo property)
    {
        string type = TypeText.Of(property.PropertyType, s_nullability.Create(property));
        MethodInfo any = property.GetAccessors(nonPublic: true)[0];
        string index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{List(parameters)}]" : "";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{property.Name}{index} -> {required}{Modifier(any)}{type} {{ {Accessors(property)}}}";
    }

    private static string Accessors(PropertyInfo property)
    {
        bool initOnly = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers()
            .Contains(typeof(IsExternalInit)) == true;
        return Accessor(property.GetMethod, "get") + Accessor(property.SetMethod, initOnly ? "init" : "set");
    }

    private static string Accessor(MethodInfo? method, string word) => method switch
    {
        { IsPublic: true } => $"{word}; ",
        { IsFamily: true } or { IsFamilyOrAssembly: true } => $"protected {word}; ",
        _ => "",
    };

    private static string Field(FieldInfo field)
    {
        string type = TypeText.Of(field.FieldType, s_nullability.Create(field));
        if (field.IsLiteral)
            return $"{field.Name} = {Value(field.GetRawConstantValue())} -> const {type}";

        return $"{field.Name} -> {(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type}";
    }

    private static string Result(MethodInfo method) =>
        TypeText.Of(method.ReturnType, s_nullability.Create(method.ReturnParameter));

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(one => one.Name))}>" : "";

    private static string Modifier(MethodBase method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "") + method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true, DeclaringType.IsInterface: false } => "abstract ",
            MethodInfo { IsVirtual: true, IsFinal: false } own when own.GetBaseDefinition() != own => "override ",
            { IsVirtual: true, IsFinal: false, DeclaringType: { IsInterface: false, IsSealed: false } } => "virtual ",
            _ => "",
        };

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + List(method.GetParameters());

    private static string List(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string word = parameter switch
        {
            { IsOut: true, ParameterType.IsByRef: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => "",
        };
        Type type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        string value = parameter.HasDefaultValue ? $" = {Default(parameter)}" : "";
        return $"{word}{TypeText.Of(type, s_nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter) =>
        parameter.DefaultValue == null && parameter.ParameterType.IsValueType ? "default" : Value(parameter.DefaultValue);

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
