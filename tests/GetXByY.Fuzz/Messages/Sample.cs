using System.Text;
using GetXByY.Dns.Message;

namespace GetXByY.Fuzz.Messages;

/// <summary>A real answer, and the question it answers.</summary>
/// <param name="Name">The name, in wire form.</param>
/// <param name="Type">The type.</param>
/// <param name="Message">The answer.</param>
internal sealed record Sample(byte[] Name, RecordType Type, byte[] Message)
{
    internal const ushort Id = 0x1234;

    internal static readonly Sample[] All = [.. Load()];

    private static IEnumerable<Sample> Load()
    {
        using Stream stream = typeof(Sample).Assembly.GetManifestResourceStream("answers.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is string line)
        {
            if (line.StartsWith('#') || line.Split(' ') is not [_, var name, var type, var octets])
                continue;
            yield return new Sample(NameOf(name), Enum.Parse<RecordType>(type), Convert.FromHexString(octets));
        }
    }

    private static byte[] NameOf(string text) =>
        [.. text.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];
}
