using System.Globalization;
using System.Net;

namespace GetXByY.Configuration;

/// <summary>How this process resolves: what the options say, and where they say nothing what the system's files say.
/// Immutable, so it may be used from any thread.</summary>
internal sealed class ResolverConfiguration
{
    private ResolverConfiguration()
    {
    }

    /// <summary>The servers in the order in which they are asked; never empty.</summary>
    internal required IReadOnlyList<IPEndPoint> Servers { get; init; }

    /// <summary>The domains that are tried behind a name, without dots at their ends; an empty one is the root, which
    /// stands for the name as it is.</summary>
    internal required IReadOnlyList<string> Search { get; init; }

    /// <summary>A name with so many dots is tried as it is before the search list.</summary>
    internal required int Ndots { get; init; }

    /// <summary>How long one server has to answer one attempt.</summary>
    internal required TimeSpan AttemptTimeout { get; init; }

    /// <summary>How many times every server is asked.</summary>
    internal required int Attempts { get; init; }

    /// <summary>Whether look-ups begin with the servers in turn.</summary>
    internal required bool Rotate { get; init; }

    /// <summary>Whether servers are asked over TCP from the start.</summary>
    internal required bool UseTcp { get; init; }

    /// <summary>How many queries more than needed may be sent to have second servers asked early, as a share.</summary>
    internal required double HedgingBudget { get; init; }

    /// <summary>Whether the letters of names are mixed in questions.</summary>
    internal bool MixesCase { get; init; }

    /// <summary>Whether AAAA is never asked for.</summary>
    internal required bool NoAaaa { get; init; }

    /// <summary>Whether AAAA is asked for only when the query for A has ended.</summary>
    internal required bool SingleRequest { get; init; }

    /// <summary>Whether a name without a dot is asked for only with a suffix, where there are suffixes.</summary>
    internal required bool NoTldQuery { get; init; }

    /// <summary>Whether the AD bit is set in queries (RFC 6840 section 5.7).</summary>
    internal required bool TrustAd { get; init; }

    /// <summary>Whether changes of the files are followed.</summary>
    internal required bool FollowChanges { get; init; }

    /// <summary>Where hosts are looked up, in this order; never empty.</summary>
    internal required IReadOnlyList<HostStep> HostSteps { get; init; }

    /// <summary>The whole name of this machine.</summary>
    internal required string HostName { get; init; }

    /// <summary>By what the addresses of hosts are put in order; null to keep the order of the answer.</summary>
    internal required GaiConf? AddressRules { get; init; }

    /// <summary>What was skipped in resolv.conf, nsswitch.conf and gai.conf.</summary>
    internal required IReadOnlyList<ConfigurationProblem> Problems { get; init; }

    /// <summary>What was understood, with its origin.</summary>
    internal required IReadOnlyList<ConfigurationSetting> Settings { get; init; }

    /// <summary>Whether nobody has named a server, so that the one on this machine is asked.</summary>
    internal required bool NamesNoServer { get; init; }

    /// <summary>What was chosen, the paths of the files among it.</summary>
    internal required ConfigurationChoices Choices { get; init; }

    /// <summary>Reads resolv.conf(5), nsswitch.conf(5) and gai.conf(5) and lays the options over them.</summary>
    /// <exception cref="ArgumentException">A server is null or has no port, named by its property.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, named by its property.</exception>
    internal static ResolverConfiguration Load(NameResolverOptions options) =>
        Load(new ConfigurationChoices(options), ResolverEnvironment.Current());

    /// <summary>Reads resolv.conf(5), nsswitch.conf(5) and gai.conf(5) and lays what was chosen over them.</summary>
    internal static ResolverConfiguration Load(ConfigurationChoices choices, ResolverEnvironment environment)
    {
        List<ConfigurationProblem> problems = [];
        var settings = new SettingList();
        var file = ResolvConf.Read(choices.ResolvConfPath, environment, problems, settings);
        var order = NsSwitch.Read(choices.NsSwitchPath, problems, settings);
        var addressRules = GaiConf.Read(choices.GaiConfPath, problems, settings);
        SetChosen(choices, settings);
        return new ResolverConfiguration
        {
            Servers = choices.Servers.Count > 0 ? choices.Servers : file.Servers,
            Search = file.Search,
            Ndots = file.Switches.Ndots,
            AttemptTimeout = choices.AttemptTimeout ?? file.Switches.Timeout,
            Attempts = choices.Attempts ?? file.Switches.Attempts,
            Rotate = file.Switches.Rotate,
            UseTcp = file.Switches.UseTcp,
            HedgingBudget = choices.HedgingBudget,
            MixesCase = choices.MixLetterCase,
            NoAaaa = file.Switches.NoAaaa,
            SingleRequest = file.Switches.SingleRequest,
            NoTldQuery = file.Switches.NoTldQuery,
            TrustAd = file.Switches.TrustAd,
            FollowChanges = choices.FollowChanges && !file.Switches.NoReload,
            HostSteps = order.Steps,
            HostName = environment.HostName,
            AddressRules = choices.OrderAddresses ? addressRules : null,
            Problems = problems.AsReadOnly(),
            Settings = settings.Settings,
            NamesNoServer = settings.Settings.Any(setting => setting is { Name: "nameserver", Origin: SettingList.Default }),
            Choices = choices,
        };
    }

    private static void SetChosen(ConfigurationChoices choices, SettingList settings)
    {
        if (choices.Servers.Count > 0)
        {
            settings.Remove("nameserver");
            foreach (IPEndPoint server in choices.Servers)
                settings.Add("nameserver", server.ToString(), OptionOrigin(nameof(NameResolverOptions.Servers)));
        }
        if (choices.AttemptTimeout is TimeSpan timeout)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{timeout.TotalSeconds} s");
            settings.Set("timeout", text, OptionOrigin(nameof(NameResolverOptions.AttemptTimeout)));
        }
        if (choices.Attempts is int attempts)
            settings.Set("attempts", $"{attempts}", OptionOrigin(nameof(NameResolverOptions.Attempts)));
        if (!choices.FollowChanges)
            settings.Set("no-reload", "yes", OptionOrigin(nameof(NameResolverOptions.FollowChanges)));
    }

    private static string OptionOrigin(string property) => $"{nameof(NameResolverOptions)}.{property}";
}
