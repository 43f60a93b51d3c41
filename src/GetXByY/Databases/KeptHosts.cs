using System.Net.Sockets;
using System.Numerics;
using System.Runtime.InteropServices;
using GetXByY.Lookups;

namespace GetXByY.Databases;

/// <summary>The hosts that whoever starts a look-up may give at once, by name and family. Only the pump writes; any thread may
/// read, without a lock and without making anything.</summary>
/// <remarks>A reader finds a host or nothing; nothing only means that the engine is asked. So a place that is taken by another
/// name, and names that were chosen to share a hash, cost time and no more.</remarks>
internal sealed class KeptHosts
{
    // Where a name may be: at its hash, or so many places behind it.
    private const int Reach = 8;
    private const int FewestPlaces = 64;

    // 2^64 divided by the golden ratio (Knuth, volume 3, section 6.4): names that differ in a digit are not near each other.
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    // Its length is a power of two and Reach - 1 more, once there are hosts. There are four times as many places as hosts, so
    // that hardly ever one takes the place of another.
    private KeptHost?[] _places = [];

    internal int Count { get; private set; }

    /// <summary>Finds a host by its name as it is spelt. Any thread may.</summary>
    internal KeptHost? Find(ReadOnlySpan<char> name, AddressFamily family)
    {
        KeptHost?[] places = Atomic.Read(ref _places);
        if (places.Length == 0)
            return null;
        int first = PlaceOf(name, family, places);
        for (int i = 0; i < Reach; i++)
        {
            if (Atomic.Read(ref places[first + i]) is { } host && host.Family == family && name.SequenceEqual(host.Name))
                return host;
        }
        return null;
    }

    /// <summary>Puts a host into a place that is free, or that has the same name, or if need be another's.</summary>
    /// <returns>Whom it has taken the place of.</returns>
    internal KeptHost? Put(KeptHost host)
    {
        if (4 * (Count + 1) > _places.Length - (Reach - 1))
            Grow();
        return Put(host, _places);
    }

    /// <summary>Takes a host away, if it is there.</summary>
    internal void Remove(KeptHost host)
    {
        if (TryFindPlace(host, out int place))
            Set(_places, place, null);
    }

    /// <summary>Whether this very host is there.</summary>
    internal bool Has(KeptHost host) => TryFindPlace(host, out _);

    private bool TryFindPlace(KeptHost host, out int place)
    {
        place = -1;
        if (Count == 0)
            return false;
        int first = PlaceOf(host.Name, host.Family, _places);
        place = Array.IndexOf(_places, host, first, Reach);
        return place >= 0;
    }

    private KeptHost? Put(KeptHost host, KeptHost?[] places)
    {
        int first = PlaceOf(host.Name, host.Family, places);
        Span<KeptHost?> near = places.AsSpan(first, Reach);
        int free = near.IndexOf((KeptHost?)null);
        int place = free < 0 ? 0 : free;
        for (int i = 0; i < Reach; i++)
        {
            if (near[i] is { } other && other.Family == host.Family && other.Name == host.Name)
                place = i;
        }
        KeptHost? before = near[place];
        Set(places, first + place, host);
        return before;
    }

    private void Set(KeptHost?[] places, int place, KeptHost? host)
    {
        Count += (host is null ? 0 : 1) - (places[place] is null ? 0 : 1);
        Atomic.Write(ref places[place], host);
    }

    // Readers go on with the old places until they find the new ones; what is taken away meanwhile they find no longer than they
    // have already begun to look.
    private void Grow()
    {
        KeptHost?[] before = _places;
        var places = new KeptHost?[Math.Max(FewestPlaces, 2 * (before.Length - (Reach - 1))) + Reach - 1];
        Count = 0;
        foreach (KeptHost? host in before)
        {
            if (host is not null)
                Put(host, places);
        }
        Atomic.Write(ref _places, places);
    }

    private static int PlaceOf(ReadOnlySpan<char> name, AddressFamily family, KeptHost?[] places) =>
        (int)((HashOf(name, family) * Spread) >> 32) & (places.Length - Reach);

    // Quick, and no secret: who knows it can only make names take each other's places.
    private static uint HashOf(ReadOnlySpan<char> name, AddressFamily family)
    {
        uint hash = (uint)family;
        ReadOnlySpan<byte> octets = MemoryMarshal.AsBytes(name);
        for (; octets.Length >= sizeof(ulong); octets = octets[sizeof(ulong)..])
            hash = BitOperations.Crc32C(hash, MemoryMarshal.Read<ulong>(octets));
        foreach (byte octet in octets)
            hash = BitOperations.Crc32C(hash, octet);
        return hash;
    }
}
