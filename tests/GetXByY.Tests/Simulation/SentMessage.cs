using System.Buffers.Binary;
using System.Text;

namespace GetXByY.Tests.Simulation;

/// <summary>A message that the engine sent into the virtual network.</summary>
internal sealed record SentMessage(int Channel, int Server, bool OverTcp, byte[] Bytes)
{
    /// <summary>Whether it was sent by <see cref="GetXByY.Dns.Resolution.ITransport.SendAlone"/>.</summary>
    internal bool IsAlone { get; init; }

    internal ushort Id => BinaryPrimitives.ReadUInt16BigEndian(Bytes);

    internal bool HasEdns => Bytes[11] == 1;

    /// <summary>How long an answer over UDP may be, by its OPT record.</summary>
    internal int UdpPayloadSize => BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(QuestionEnd + 3));

    /// <summary>The data of an option of its OPT record; null when it has none such.</summary>
    internal byte[]? Option(int code)
    {
        for (int i = QuestionEnd + 11; i + 4 <= Bytes.Length;)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(i + 2));
            if (BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(i)) == code)
                return Bytes[(i + 4)..(i + 4 + length)];
            i += 4 + length;
        }
        return null;
    }

    internal ushort Type => BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(QuestionEnd - 4));

    internal string Name
    {
        get
        {
            var name = new StringBuilder();
            for (int i = 12; Bytes[i] != 0; i += Bytes[i] + 1)
                name.Append(Encoding.ASCII.GetString(Bytes, i + 1, Bytes[i])).Append('.');
            return name.ToString();
        }
    }

    internal int QuestionEnd
    {
        get
        {
            int i = 12;
            while (Bytes[i] != 0)
                i += Bytes[i] + 1;
            return i + 5;
        }
    }
}
