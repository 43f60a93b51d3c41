using System.Globalization;
using System.Reflection;

namespace GetXByY.Winsock.Cases;

/// <summary>The names of the error codes.</summary>
internal static class ErrorNames
{
    private static readonly Dictionary<int, string> s_names = typeof(WinSock)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral && field.FieldType == typeof(int))
        .Select(field => (field.Name, Code: (int)field.GetRawConstantValue()!))
        .Where(each => each.Name.StartsWith("WSA", StringComparison.Ordinal))
        .Where(each => each.Code is > 10_000 and < 12_000 || each.Name.StartsWith("WSA_", StringComparison.Ordinal))
        .Where(each => each.Name != "WSANO_ADDRESS") // a second name for WSANO_DATA
        .ToDictionary(each => each.Code, each => each.Name);

    internal static string Of(int code) =>
        s_names.TryGetValue(code, out string? name) ? name : code.ToString(CultureInfo.InvariantCulture);
}
