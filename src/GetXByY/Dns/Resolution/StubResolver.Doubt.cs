using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

// What a server must show over UDP beside the id and the question: our cookie, once it has shown it, and never another (RFC
// 7873 section 5.3), and the letters of the name as we wrote them. What does not is dropped like any forgery. But it may be
// the server that has changed: when nothing better comes in a while, the same server is asked over TCP, where nobody can
// forge. What it does there tells what it can be expected to do; when it cannot be reached there, it is believed as it is.
internal sealed partial class StubResolver
{
    // How long the true answer is waited for after a doubtful one, in milliseconds.
    private const uint DoubtDelay = 250;

    private readonly KeyedHash _hash;

    // By server.
    private readonly ServerTraits[] _traits;

    // A DNS message whose question has its letters back.
    private byte[] _restored = [];

    /// <summary>Whether an answer that matches shows what it must.</summary>
    private bool IsProven(int query, scoped ResponseReader response, bool hasQuestion, Channel channel, uint now)
    {
        ServerTraits traits = _traits[channel.Server];
        QueryMarks marks = _queries[query].Marks;
        bool lacksCookie = (marks & QueryMarks.WithoutEdns) == 0 && LacksCookie(traits, response, channel.IsStream, now);
        bool changesCase = (marks & QueryMarks.MixedCase) != 0 && !(hasQuestion && EchoesCase(query, response));
        if (!channel.IsStream)
            return !lacksCookie && !changesCase;
        if ((marks & QueryMarks.Doubtful) != 0 && lacksCookie)
            LoseCookies(traits, now);
        if (changesCase)
            traits.ChangesCase.See(now);
        return true;
    }

    private static bool LacksCookie(ServerTraits traits, scoped ResponseReader response, bool overTcp, uint now)
    {
        bool hasCookie = response.TryReadOption(OptionCode.Cookie, out ReadOnlySpan<byte> data);
        if (hasCookie && traits.Cookies.TryLearn(data, overTcp))
            return false;
        return hasCookie ? !traits.LosesCookies.IsKnown(now) : traits.OwesCookie(now);
    }

    // Goes on listening, but not for the whole attempt.
    private void Doubt(int query, uint now)
    {
        ref QueryCell cell = ref _queries[query];
        Counts.Doubted++;
        if (cell.Phase is not (QueryPhase.Waiting or QueryPhase.Probing) || (cell.Marks & QueryMarks.Doubtful) != 0)
            return;
        cell.Marks |= QueryMarks.Doubtful;
        _wheel.Disarm(query);
        Arm(query, now + Math.Min(DoubtDelay, (cell.AttemptEnd - now) / 2));
    }

    /// <summary>Whether the attempt that is out is to go on over TCP, because all that came of it was doubtful.</summary>
    private bool GoesOnOverTcp(in QueryCell cell) =>
        (cell.Marks & (QueryMarks.Doubtful | QueryMarks.OverTcp)) == QueryMarks.Doubtful;

    /// <summary>A server could not be reached over TCP: what it does over UDP is all there is.</summary>
    /// <returns>Whether there was a doubt, so that the query may go back to UDP.</returns>
    private bool DropsDoubt(ref QueryCell cell, uint now)
    {
        if ((cell.Marks & QueryMarks.Doubtful) == 0)
            return false;
        ServerTraits traits = _traits[cell.Server];
        if ((cell.Marks & QueryMarks.WithoutEdns) == 0)
            LoseCookies(traits, now);
        if ((cell.Marks & QueryMarks.MixedCase) != 0)
            traits.ChangesCase.See(now);
        cell.Marks &= ~(QueryMarks.Doubtful | QueryMarks.OverTcp);
        return true;
    }

    private static void LoseCookies(ServerTraits traits, uint now)
    {
        traits.LosesCookies.See(now);
        traits.Cookies.Forget();
    }

    private bool EchoesCase(int query, scoped ResponseReader response)
    {
        ref QueryCell cell = ref _queries[query];
        Span<byte> buffer = stackalloc byte[DomainName.MaxLength];
        Span<byte> name = buffer[..WriteName(cell, buffer)];
        LetterCase.Mix(name, _hash, cell.Channel, cell.Id);
        return response.EchoesCase(name);
    }

    // Names in an answer may point into its question, and would have our letters.
    private ReadOnlySpan<byte> RestoreCase(scoped ReadOnlySpan<byte> message, scoped ReadOnlySpan<byte> name)
    {
        if (_restored.Length < message.Length)
            _restored = new byte[ResponseReader.MaxLength];
        message.CopyTo(_restored);
        name.CopyTo(_restored.AsSpan(MessageHeader.Size));
        return _restored.AsSpan(0, message.Length);
    }

    // The form in which a server is asked follows from what is known of it.
    private void ChooseForm(ref QueryCell cell, bool overTcp, uint now)
    {
        ServerTraits traits = _traits[cell.Server];
        if (traits.LacksEdns.IsKnown(now))
            cell.Marks |= QueryMarks.WithoutEdns;
        cell.Marks &= ~QueryMarks.MixedCase;
        // Over TCP there is nothing to gain by it, but to see what a doubtful server does.
        bool isOfUse = !overTcp || (cell.Marks & QueryMarks.Doubtful) != 0;
        if (_settings.MixesCase && isOfUse && !traits.ChangesCase.IsKnown(now))
            cell.Marks |= QueryMarks.MixedCase;
    }

    private int WriteQuery(in QueryCell cell, bool overTcp, uint now, Span<byte> message)
    {
        int length = WriteForm(cell, overTcp, now, message);
        if (_settings.TrustsAd)
            MessageHeader.AskForAuthenticData(message);
        return length;
    }

    private int WriteForm(in QueryCell cell, bool overTcp, uint now, Span<byte> message)
    {
        Span<byte> buffer = stackalloc byte[DomainName.MaxLength];
        Span<byte> name = buffer[..WriteName(cell, buffer)];
        if ((cell.Marks & QueryMarks.MixedCase) != 0)
            LetterCase.Mix(name, _hash, cell.Channel, cell.Id);
        if ((cell.Marks & QueryMarks.WithoutEdns) != 0)
            return QueryWriter.Write(message, cell.Id, name, cell.Type, edns: false);
        var options = new OptionWriter(stackalloc byte[OptionWriter.MaxLength]);
        ServerCookies cookies = _traits[cell.Server].Cookies;
        if (cookies.WantsAddress(now))
            cookies.UseAddress(_transport.LocalAddressOf(cell.Channel), now);
        Span<byte> cookie = stackalloc byte[CookieOption.MaxLength];
        options.Write(OptionCode.Cookie, cookie[..cookies.Write(cookie)]);
        if (overTcp)
            options.Write(OptionCode.TcpKeepalive, []);
        return QueryWriter.Write(message, cell.Id, name, cell.Type, edns: true, options.Written, PayloadSizeOf(cell));
    }

    // Nobody has answered. Where the path is narrow and loses fragments, that is because the answer was cut into some: a short
    // one comes through, and says that the rest is to be had over TCP (RFC 6891 section 6.2.5).
    private static ushort PayloadSizeOf(in QueryCell cell) =>
        cell.Round == 0 ? QueryWriter.UdpPayloadSize : QueryWriter.LeastUdpPayloadSize;
}
