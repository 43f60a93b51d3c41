using GetXByY.Dns.Message;

namespace GetXByY.Tests.Dns.Message;

/// <summary>What <see cref="AnswerReader"/> makes of a message, with the data as text: «canonical [aliases] [addresses
/// and names] ttl».</summary>
internal static class Answer
{
    internal static AnswerData Data(byte[] message, string qname, RecordType qtype)
    {
        Assert.Equal(AnswerStatus.Records, Read(message, qname, qtype, out AnswerData? data));
        return data!;
    }

    internal static string Text(byte[] message, string qname, RecordType qtype)
    {
        AnswerStatus status = Read(message, qname, qtype, out AnswerData? data);
        if (data is null)
            return status.ToString();
        return $"{data.CanonicalName} [{string.Join(' ', data.Aliases)}] "
            + $"[{string.Join(' ', data.Addresses)}{string.Join(' ', data.PointerNames)}] {data.Ttl}";
    }

    private static AnswerStatus Read(byte[] message, string qname, RecordType qtype, out AnswerData? data)
    {
        Assert.True(ResponseReader.TryRead(message, out ResponseReader response));
        bool read = AnswerReader.TryRead(response, Wire.Name(qname), qtype, null, out AnswerStatus status, out data);
        Assert.Equal(status == AnswerStatus.Records, read);
        Assert.Equal(read, data is not null);
        return status;
    }
}
