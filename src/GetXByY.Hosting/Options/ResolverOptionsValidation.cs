using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace GetXByY.Hosting.Options;

/// <summary>Checks all options of a resolver at once and names each that is wrong. Has no state, so any thread may use
/// it.</summary>
internal sealed class ResolverOptionsValidation : IValidateOptions<NameResolverOptions>
{
    private const int MaxServers = 16;

    public ValidateOptionsResult Validate(string? name, NameResolverOptions options)
    {
        string owner = string.IsNullOrEmpty(name) ? "" : $"'{name}': ";
        string[] mistakes =
        [
            .. OptionRange.All.Where(one => !one.Holds(options))
                .Select(one => string.Create(
                    CultureInfo.InvariantCulture, $"{owner}{one.Name} is {one.Value(options) ?? "null"}; it must be {one.Range}.")),
            .. MistakesOfServers(options.Servers).Select(mistake => owner + mistake),
        ];
        return mistakes.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> MistakesOfServers(IList<IPEndPoint> servers)
    {
        if (servers.Count > MaxServers)
            yield return $"Servers has {servers.Count}; there may be at most {MaxServers}.";
        for (int i = 0; i < servers.Count; i++)
        {
            if (servers[i] is null)
                yield return $"Servers[{i}] is null; it must be an address with a port.";
            else if (servers[i].Port == 0)
                yield return $"Servers[{i}] is {servers[i]}, without a port; DNS has 53.";
        }
    }
}
