using GetXByY.Winsock;

namespace AsyncLookups;

/// <summary>A request that leaves a protoent.</summary>
internal abstract class ProtoentRequest : Request
{
    protected override unsafe string Describe(nint buffer)
    {
        var protocol = (protoent*)buffer;
        return $"{Text(protocol->p_name)}{Texts(protocol->p_aliases)} is protocol {protocol->p_proto}";
    }
}
