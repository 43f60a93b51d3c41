using GetXByY.Configuration;

namespace GetXByY.Databases;

/// <summary>The services that are known where the system has no file of them, in the form of services(5). The facts
/// are those of IANA's «Service Name and Transport Protocol Port Number Registry»; of the transports a service was
/// ever given only those are here that it is used over, and some old names that people still use are aliases.
/// Stateless, so it may be used from any thread.</summary>
internal static class BuiltInServices
{
    private static ReadOnlySpan<byte> Text => """
        tcpmux         1/tcp
        echo           7/tcp
        echo           7/udp
        discard        9/tcp      sink null
        discard        9/udp      sink null
        systat         11/tcp     users
        daytime        13/tcp
        daytime        13/udp
        qotd           17/tcp     quote
        qotd           17/udp     quote
        chargen        19/tcp     ttytst source
        chargen        19/udp     ttytst source
        ftp-data       20/tcp
        ftp            21/tcp
        ssh            22/tcp
        telnet         23/tcp
        smtp           25/tcp     mail
        time           37/tcp     timserver
        time           37/udp     timserver
        whois          43/tcp     nicname
        tacacs         49/tcp
        tacacs         49/udp
        domain         53/tcp
        domain         53/udp
        bootps         67/udp     dhcps
        bootpc         68/udp     dhcpc
        tftp           69/udp
        gopher         70/tcp
        finger         79/tcp
        http           80/tcp     www www-http
        http           80/udp     www www-http
        kerberos       88/tcp     krb5 kerberos-sec
        kerberos       88/udp     krb5 kerberos-sec
        iso-tsap       102/tcp
        pop3           110/tcp
        sunrpc         111/tcp    portmapper rpcbind
        sunrpc         111/udp    portmapper rpcbind
        auth           113/tcp    ident
        nntp           119/tcp    usenet
        ntp            123/udp
        epmap          135/tcp    loc-srv
        epmap          135/udp    loc-srv
        netbios-ns     137/tcp
        netbios-ns     137/udp
        netbios-dgm    138/tcp
        netbios-dgm    138/udp
        netbios-ssn    139/tcp
        netbios-ssn    139/udp
        imap           143/tcp    imap2 imap4
        snmp           161/tcp
        snmp           161/udp
        snmptrap       162/tcp    snmp-trap
        snmptrap       162/udp    snmp-trap
        xdmcp          177/tcp
        xdmcp          177/udp
        bgp            179/tcp
        irc            194/tcp
        irc            194/udp
        ptp-event      319/udp
        ptp-general    320/udp
        ldap           389/tcp
        ldap           389/udp
        svrloc         427/tcp
        svrloc         427/udp
        https          443/tcp
        https          443/udp
        microsoft-ds   445/tcp
        microsoft-ds   445/udp
        kpasswd        464/tcp
        kpasswd        464/udp
        submissions    465/tcp    smtps ssmtp
        isakmp         500/udp
        exec           512/tcp
        login          513/tcp
        shell          514/tcp    cmd
        syslog         514/udp
        printer        515/tcp    spooler
        router         520/udp    route
        uucp           540/tcp
        dhcpv6-client  546/tcp
        dhcpv6-client  546/udp
        dhcpv6-server  547/tcp
        dhcpv6-server  547/udp
        rtsp           554/tcp
        rtsp           554/udp
        nntps          563/tcp    snntp
        submission     587/tcp
        ipp            631/tcp
        ipp            631/udp
        ldaps          636/tcp
        ldaps          636/udp
        ldp            646/tcp
        ldp            646/udp
        domain-s       853/tcp
        domain-s       853/udp
        rsync          873/tcp
        ftps-data      989/tcp
        ftps           990/tcp
        telnets        992/tcp
        imaps          993/tcp
        pop3s          995/tcp
        socks          1080/tcp
        socks          1080/udp
        rmiregistry    1099/tcp
        openvpn        1194/tcp
        openvpn        1194/udp
        ms-sql-s       1433/tcp
        ms-sql-s       1433/udp
        ms-sql-m       1434/tcp
        ms-sql-m       1434/udp
        l2tp           1701/udp
        pptp           1723/tcp
        radius         1812/tcp
        radius         1812/udp
        radius-acct    1813/tcp   radacct
        radius-acct    1813/udp   radacct
        mqtt           1883/tcp
        mqtt           1883/udp
        ssdp           1900/udp
        nfs            2049/tcp
        nfs            2049/udp
        docker         2375/tcp
        docker-s       2376/tcp
        etcd-client    2379/tcp
        etcd-server    2380/tcp
        dict           2628/tcp
        iscsi-target   3260/tcp
        mysql          3306/tcp
        ms-wbt-server  3389/tcp   rdp
        ms-wbt-server  3389/udp   rdp
        stun           3478/tcp
        stun           3478/udp
        nut            3493/tcp
        nut            3493/udp
        svn            3690/tcp   subversion
        sieve          4190/tcp
        epmd           4369/tcp
        ntske          4460/tcp
        ipsec-nat-t    4500/udp
        vxlan          4789/udp
        sip            5060/tcp
        sip            5060/udp
        sips           5061/tcp   sip-tls
        sips           5061/udp   sip-tls
        xmpp-client    5222/tcp   jabber-client
        xmpp-server    5269/tcp   jabber-server
        stuns          5349/tcp
        stuns          5349/udp
        mdns           5353/udp
        postgresql     5432/tcp   postgres
        amqps          5671/tcp
        amqp           5672/tcp
        amqp           5672/udp
        coap           5683/tcp
        coap           5683/udp
        coaps          5684/tcp
        coaps          5684/udp
        rfb            5900/tcp   vnc-server
        couchdb        5984/tcp
        wsman          5985/tcp
        wsmans         5986/tcp
        x11            6000/tcp
        redis          6379/tcp
        syslog-tls     6514/tcp
        babel          6696/udp
        ircs-u         6697/tcp
        http-alt       8080/tcp
        http-alt       8080/udp
        secure-mqtt    8883/tcp
        git            9418/tcp
        zabbix-agent   10050/tcp
        zabbix-trapper 10051/tcp
        nbd            10809/tcp
        memcache       11211/tcp
        memcache       11211/udp
        hkp            11371/tcp
        mongodb        27017/tcp
        """u8;

    /// <summary>Makes a reader of the table.</summary>
    internal static LineReader Open(ICollection<ConfigurationProblem> problems) =>
        new("(built-in services)", FileContent.Of(Text.ToArray()), problems);
}
