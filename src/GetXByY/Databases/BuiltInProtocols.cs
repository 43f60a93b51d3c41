using GetXByY.Configuration;

namespace GetXByY.Databases;

/// <summary>The protocols that are known where the system has no file of them, in the form of protocols(5). The facts
/// are those of IANA's registry «Assigned Internet Protocol Numbers», the names those that files of protocols use
/// for them, each with its display form as alias. Stateless, so it may be used from any thread.</summary>
internal static class BuiltInProtocols
{
    // 0 is first of all «ip» to programs that make sockets, and hopopt only to IPv6.
    private static ReadOnlySpan<byte> Text => """
        ip            0  IP
        hopopt        0  HOPOPT
        icmp          1  ICMP
        igmp          2  IGMP
        ggp           3  GGP
        ipencap       4  IP-ENCAP
        st            5  ST
        tcp           6  TCP
        egp           8  EGP
        igp           9  IGP
        pup          12  PUP
        udp          17  UDP
        hmp          20  HMP
        xns-idp      22  XNS-IDP
        rdp          27  RDP
        iso-tp4      29  ISO-TP4
        dccp         33  DCCP
        xtp          36  XTP
        ddp          37  DDP
        idpr-cmtp    38  IDPR-CMTP
        ipv6         41  IPv6
        ipv6-route   43  IPv6-Route
        ipv6-frag    44  IPv6-Frag
        idrp         45  IDRP
        rsvp         46  RSVP
        gre          47  GRE
        esp          50  ESP
        ah           51  AH
        ipv6-icmp    58  IPv6-ICMP
        ipv6-nonxt   59  IPv6-NoNxt
        ipv6-opts    60  IPv6-Opts
        eigrp        88  EIGRP
        ospf         89  OSPF
        ax.25        93  AX.25
        ipip         94  IPIP
        etherip      97  ETHERIP
        encap        98  ENCAP
        pim         103  PIM
        ipcomp      108  IPComp
        vrrp        112  VRRP
        l2tp        115  L2TP
        isis        124  ISIS
        sctp        132  SCTP
        fc          133  FC
        mobility-header 135 Mobility-Header
        udplite     136  UDPLite
        mpls-in-ip  137  MPLS-in-IP
        manet       138  MANET
        hip         139  HIP
        shim6       140  Shim6
        wesp        141  WESP
        rohc        142  ROHC
        ethernet    143  Ethernet
        """u8;

    /// <summary>Makes a reader of the table.</summary>
    internal static LineReader Open(ICollection<ConfigurationProblem> problems) =>
        new("(built-in protocols)", FileContent.Of(Text.ToArray()), problems);
}
