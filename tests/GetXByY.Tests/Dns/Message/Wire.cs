using System.Text;

namespace GetXByY.Tests.Dns.Message;

/// <summary>Octets as they stand in a test: hexadecimal with blanks, and names in plain labels. Made by hand, so that
/// nothing of the library checks itself.</summary>
internal static class Wire
{
    internal static byte[] Hex(string text) =>
        Convert.FromHexString(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));

    internal static byte[] Name(string text)
    {
        var octets = new List<byte>();
        foreach (string label in text.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            octets.Add((byte)label.Length);
            octets.AddRange(Encoding.Latin1.GetBytes(label));
        }
        octets.Add(0);
        return [.. octets];
    }
}
