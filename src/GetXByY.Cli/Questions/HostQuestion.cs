using System.Diagnostics.CodeAnalysis;
using System.Net;
using GetXByY.Cli.Options;

namespace GetXByY.Cli.Questions;

/// <summary>The names of an address, or the addresses of a name.</summary>
/// <param name="Text">The argument.</param>
/// <param name="Address">The address; null for a name.</param>
internal sealed record HostQuestion(string Text, IPAddress? Address) : IQuestion<HostQuestion>
{
    public static bool TryParse(string text, [NotNullWhen(true)] out HostQuestion? question, out string problem)
    {
        problem = "";
        question = new HostQuestion(text, AddressText.TryParse(text, out IPAddress? address) ? address : null);
        return true;
    }
}
