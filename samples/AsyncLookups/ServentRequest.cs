using System.Net;
using GetXByY.Winsock;

namespace AsyncLookups;

/// <summary>A request that leaves a servent.</summary>
internal abstract class ServentRequest : Request
{
    protected override unsafe string Describe(nint buffer)
    {
        var service = (servent*)buffer;
        var port = (ushort)IPAddress.NetworkToHostOrder(service->s_port);
        return $"{Text(service->s_name)}{Texts(service->s_aliases)} is port {port}/{Text(service->s_proto)}";
    }
}
