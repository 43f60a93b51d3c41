using System.Net;
using GetXByY.Winsock;

namespace AsyncLookups;

/// <summary>A request that leaves a hostent.</summary>
internal abstract class HostentRequest : Request
{
    protected override unsafe string Describe(nint buffer)
    {
        var host = (hostent*)buffer;
        var addresses = new List<IPAddress>();
        for (byte** address = host->h_addr_list; *address is not null; address++)
        {
            addresses.Add(new IPAddress(new ReadOnlySpan<byte>(*address, host->h_length)));
        }
        return $"{Text(host->h_name)}{Texts(host->h_aliases)} is {string.Join(' ', addresses)}";
    }
}
