using System.Net;
using System.Net.Sockets;

namespace GetXByY.Testing;

public sealed partial class LoopbackNameServer
{
    private readonly uint _timeToLive;

    /// <summary>Adds addresses to a name: A and AAAA records, by their family, sent in this order.</summary>
    /// <param name="name">The name, a final dot or not; characters beyond ASCII are sent as UTF-8.</param>
    /// <param name="addresses">At least one; scope ids are not sent.</param>
    /// <exception cref="ArgumentException">The name is not possible, or there is no address.</exception>
    public void Add(string name, params IPAddress[] addresses) => AddAddresses(name, _timeToLive, addresses);

    /// <summary>Adds addresses to a name, with the time for which they may be kept.</summary>
    /// <param name="name">As above.</param>
    /// <param name="timeToLive">In whole seconds, 0 to 2^31 - 1.</param>
    /// <param name="addresses">At least one.</param>
    /// <exception cref="ArgumentException">
    /// The name is not possible, there is no address, or the time is out of its range.
    /// </exception>
    public void Add(string name, TimeSpan timeToLive, params IPAddress[] addresses) =>
        AddAddresses(name, Seconds(timeToLive), addresses);

    /// <summary>Adds addresses, written as text, to a name.</summary>
    /// <param name="name">The name, a final dot or not; characters beyond ASCII are sent as UTF-8.</param>
    /// <param name="addresses">At least one, as <see cref="IPAddress.Parse(string)"/> reads them.</param>
    /// <exception cref="ArgumentException">The name is not possible, or there is no address.</exception>
    /// <exception cref="FormatException">An address cannot be read.</exception>
    public void Add(string name, params string[] addresses) =>
        AddAddresses(name, _timeToLive, [.. addresses.Select(IPAddress.Parse)]);

    /// <summary>Adds the name that an address points to: a PTR record in in-addr.arpa or ip6.arpa.</summary>
    /// <param name="address">The address.</param>
    /// <param name="name">The name; further calls add further names.</param>
    /// <exception cref="ArgumentException">The name is not possible.</exception>
    public void AddPointer(IPAddress address, string name)
    {
        ArgumentNullException.ThrowIfNull(address);
        string target = MessageName.Normalize(name);
        Records.Add(MessageName.Reverse(address), new TableRecord(QuestionType.Ptr, _timeToLive, [], target));
    }

    /// <summary>
    /// Makes a name an alias, a CNAME record. Answers carry the whole chain; aliases that lead back to one another
    /// are sent once round.
    /// </summary>
    /// <param name="alias">The name that is asked.</param>
    /// <param name="name">The name it stands for; it may have records, be an alias too, or not exist.</param>
    /// <exception cref="ArgumentException">A name is not possible.</exception>
    public void AddAlias(string alias, string name) =>
        Records.Add(alias, new TableRecord(QuestionType.Cname, _timeToLive, [], MessageName.Normalize(name)));

    /// <summary>Adds a record of any type.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="data">Its data as on the wire, in network order, 0 to 65,535 bytes; it is copied.</param>
    /// <exception cref="ArgumentException">The name is not possible, or the data is too long.</exception>
    public void AddRecord(string name, QuestionType type, ReadOnlySpan<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(data.Length, ushort.MaxValue, nameof(data));
        Records.Add(name, new TableRecord(type, _timeToLive, data.ToArray()));
    }

    /// <summary>Takes away all records of a name, so that it does not exist any more; behaviours stay.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether it had any.</returns>
    /// <exception cref="ArgumentException">The name is not possible.</exception>
    public bool Remove(string name) => Records.Remove(name);

    private void AddAddresses(string name, uint timeToLive, IPAddress[] addresses)
    {
        if (addresses.Length == 0)
            throw new ArgumentException("Give at least one address", nameof(addresses));

        Records.Add(name, [.. addresses.Select(address => new TableRecord(
            address.AddressFamily == AddressFamily.InterNetwork ? QuestionType.A : QuestionType.Aaaa,
            timeToLive,
            address.GetAddressBytes()))]);
    }
}
