using System.Net;
using System.Net.Sockets;
using GetXByY.Dns.Message;

namespace GetXByY.Fuzz.Messages;

/// <summary>Reads a DNS message in every way there is.</summary>
internal sealed class MessageTarget : IFuzzTarget
{
    private const int Margin = 512;

    // Between the places where names are read.
    private const int NameStep = 61;

    private static readonly OptionCode[] s_options =
        [OptionCode.Cookie, OptionCode.TcpKeepalive, OptionCode.ExtendedDnsError];

    private readonly MessageMaker _maker = new();
    private readonly byte[] _surroundings = new byte[ushort.MaxValue + 2 * Margin];
    private bool _isMoved;
    private OptionCode _option;
    private int _namesFrom;
    private long _matched;
    private long _found;
    private long _aliases;
    private long _options;

    public string Name => "messages";

    public int Share => 900;

    // 32 names of a PTR answer and 17 of a chain, each of at most 1,020 characters, a buffer each, and 256 addresses.
    public long MostMemory => 256 * 1024;

    public IEnumerable<(string Name, long Count)> Counts =>
        [("matched", _matched), ("found", _found), ("aliases", _aliases), ("options", _options)];

    public void Make(Chance chance)
    {
        _maker.Make(ref chance);
        _isMoved = chance.OneIn(32);
        _option = chance.Of<OptionCode>(s_options);
        _namesFrom = 12 + chance.Below(NameStep);
    }

    public void Try()
    {
        AnswerData? data = Read(_maker.Message);
        if (!_isMoved)
            return;
        // The same amid other octets: it must not make a difference what stands around it.
        Span<byte> around = _surroundings.AsSpan(0, _maker.Message.Length + 2 * Margin);
        around.Fill((byte)_maker.Message.Length);
        Span<byte> inside = around.Slice(Margin, _maker.Message.Length);
        _maker.Message.CopyTo(inside);
        AnswerData? again = Read(inside);
        Expect(Text(data) == Text(again), "what stands around the DNS message makes a difference");
    }

    public string Describe() =>
        $"{_maker.Type} {Convert.ToHexString(_maker.Name)} answered with {Convert.ToHexString(_maker.Message)}";

    private AnswerData? Read(ReadOnlySpan<byte> message)
    {
        if (!ResponseReader.TryRead(message, out ResponseReader response))
            return null;
        bool matches = response.Matches(Sample.Id, _maker.Name, _maker.Type);
        Expect(
            matches == QuestionCheck.IsFor(message, Sample.Id, _maker.Name, (ushort)_maker.Type),
            $"it {(matches ? "is" : "is not")} taken for the answer");
        Expect(!(matches && response.MatchesWithoutQuestion(Sample.Id)) || message.Length == 12, "it matches in two ways");
        Expect((int)response.ReadRcode() <= 4095, "the response code has more than 12 bits");
        ReadOptions(response, message);
        ReadNames(message);
        bool read = AnswerReader.TryRead(response, _maker.Name, _maker.Type, null, out AnswerStatus status, out AnswerData? data);
        Expect(read == data is not null && read == (status == AnswerStatus.Records), "the status is not that of the data");
        if (matches)
            _matched++;
        if (data is not null)
            Check(message, data);
        return data;
    }

    private void ReadOptions(scoped ResponseReader response, ReadOnlySpan<byte> message)
    {
        if (!response.TryReadOption(_option, out ReadOnlySpan<byte> option))
            return;
        _options++;
        Expect(message.Overlaps(option) || option.IsEmpty, "an option is not of the DNS message");
        if (_option == OptionCode.Cookie && CookieOption.TryRead(option, out CookieOption cookie))
            Expect(cookie.ClientCookie.Length == 8 && cookie.ServerCookie.Length is 0 or (>= 8 and <= 32), "no cookie");
        if (_option == OptionCode.ExtendedDnsError && ExtendedErrorOption.Read(option) is { } said)
            CheckSaid(new ExtendedError(said.InfoCode, said.ExtraText));
    }

    private static void CheckSaid(ExtendedError said)
    {
        Expect(said.Text.Length <= ExtendedError.MaxTextLength, "a text is too long");
        foreach (char c in said.Text)
            Expect(!char.IsControl(c) && !char.IsSurrogate(c), "a text has what plays tricks");
    }

    // A name read at some places, compared with itself and written back.
    private void ReadNames(ReadOnlySpan<byte> message)
    {
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        Span<byte> written = stackalloc byte[DomainName.MaxLength];
        for (int place = _namesFrom; place < Math.Min(message.Length, 3 * NameStep); place += NameStep)
        {
            int offset = place, skipped = place;
            if (!CompressedName.TryRead(message, ref offset, name, out int length))
                continue;
            Expect(length is > 0 and <= 255 && name[length - 1] == 0, "no name");
            Expect(CompressedName.TrySkip(message, ref skipped) && skipped == offset, "a name has two ends");
            Expect(CompressedName.EqualsIgnoreCase(name[..length], message, place), "a name is not itself");
            string text = DomainName.ToText(name[..length]);
            // The root is no host.
            if (text == "." || text.Length > DomainName.MaxLength)
                continue;
            Expect(
                DomainName.TryWrite(text, written, out int again)
                && written[..again].SequenceEqual(name[..length]), "a name is another when it is written");
        }
    }

    private void Check(ReadOnlySpan<byte> message, AnswerData data)
    {
        _found++;
        _aliases += data.Aliases.Count;
        bool isPointer = _maker.Type == RecordType.PTR;
        Expect(data.Ttl <= int.MaxValue, "a TTL has its top bit");
        Expect(data.Aliases.Count <= AnswerChain.MaxLinks, "too many aliases");
        Expect(data.Addresses.Count <= AnswerReader.MaxAddresses && (data.Addresses.Count > 0) != isPointer, "addresses");
        Expect(data.PointerNames.Count <= AnswerReader.MaxPointerNames && (data.PointerNames.Count > 0) == isPointer, "names");
        Expect(data.Aliases.Count == 0 || data.Aliases[0] == DomainName.ToText(_maker.Name), "the first alias is not the asked name");
        CheckText(data.CanonicalName);
        foreach (string name in data.Aliases)
            CheckText(name);
        foreach (string name in data.PointerNames)
            CheckText(name);
        Span<byte> octets = stackalloc byte[16];
        foreach (IPAddress address in data.Addresses)
        {
            address.TryWriteBytes(octets, out int length);
            Expect((address.AddressFamily == AddressFamily.InterNetwork) == (_maker.Type == RecordType.A), "the family");
            Expect(QuestionCheck.Holds(message, octets[..length]), "an address is not of the DNS message");
        }
    }

    private static void CheckText(string name)
    {
        Expect(name.Length is > 0 and <= 4 * DomainName.MaxLength, "the length of a name");
        Expect(!name.AsSpan().ContainsAnyExceptInRange('!', '~'), "a name is not printable");
    }

    private static string Text(AnswerData? data) => data is null ? "" :
        $"{data.CanonicalName} {string.Join(' ', data.Aliases)} {string.Join(' ', data.Addresses)} {string.Join(' ', data.PointerNames)} {data.Ttl}";

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
            throw new FindingException(otherwise);
    }
}
