using System.Diagnostics.CodeAnalysis;

namespace GetXByY.Cli.Questions;

/// <summary>A service by name or by port, of one protocol or of any.</summary>
/// <param name="Text">The argument.</param>
/// <param name="Name">The name; null when it is asked for by port.</param>
/// <param name="Port">The port, when it is asked for by port.</param>
/// <param name="Protocol">The protocol; null for any.</param>
internal sealed record ServiceQuestion(string Text, string? Name, int Port, string? Protocol)
    : IQuestion<ServiceQuestion>
{
    public static bool TryParse(string text, [NotNullWhen(true)] out ServiceQuestion? question, out string problem)
    {
        question = null;
        string[] parts = text.Split('/');
        if (parts.Length > 2 || parts.Contains(""))
        {
            problem = $"service '{text}': write NAME, PORT, NAME/PROTOCOL or PORT/PROTOCOL, as in 53/udp";
            return false;
        }
        int port = 0;
        bool isPort = Numbers.IsNumber(parts[0]);
        if (isPort && !Numbers.TryParse(parts[0], out port))
        {
            problem = $"service '{text}': the port is out of range; ports are 0 to 65535";
            return false;
        }
        problem = "";
        question = new ServiceQuestion(text, isPort ? null : parts[0], port, parts.Length > 1 ? parts[1] : null);
        return true;
    }
}
