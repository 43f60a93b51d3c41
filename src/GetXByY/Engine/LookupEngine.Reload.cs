using GetXByY.Databases;
using GetXByY.Dns.Resolution;
using GetXByY.Lookups;

namespace GetXByY.Engine;

// How a change of the configuration comes in. Any thread may put other tables into place. The pump sees them at its next turn,
// before it takes up look-ups: those begin with the new tables, and those in flight end on the old.
internal sealed partial class LookupEngine
{
    private readonly StubResolvers _resolvers;

    // Those that look-ups begin with: the pump's own.
    private EngineTables _adopted;

    /// <summary>What was read from files, the last time.</summary>
    internal EngineTables Tables
    {
        get => Atomic.Read(ref _known).Tables;
        // Nobody needs to be woken: who sleeps begins no look-up, and whoever starts one wakes.
        set
        {
            Known known = Atomic.Read(ref _known);
            while (!TryReplace(ref known, new Known(value, known.Clears)))
            {
            }
        }
    }

    /// <summary>The resolvers of all configurations that are in use.</summary>
    internal StubResolvers Resolvers => _resolvers;

    /// <summary>The resolver that look-ups begin with.</summary>
    internal StubResolver Resolver => _hosts.Newest.Resolver;

    private void TakeTables(uint now)
    {
        EngineTables tables = Tables;
        if (tables != _adopted && _hosts.HasPlace)
            Adopt(tables, now);
        if (_hosts.OldGenerations > 0)
            _hosts.ForgetOld(_resolvers);
    }

    private void Adopt(EngineTables tables, uint now)
    {
        ResolverSettings settings = SettingsOf(tables);
        StubResolver resolver = Resolver;
        if (!settings.AsksLike(SettingsOf(_adopted)))
        {
            // Nobody begins with it any more, and it may be there for long yet.
            resolver.ClearCache();
            resolver = _resolvers.Add(settings, _hosts, now);
        }
        _hosts.TryAdd(new HostGeneration(tables.Configuration, tables.Hosts, tables.Own, resolver));
        _adopted = tables;
    }

    private static ResolverSettings SettingsOf(EngineTables tables) => new(
        tables.Configuration.Servers,
        tables.Configuration.Attempts,
        (uint)tables.Configuration.AttemptTimeout.TotalMilliseconds,
        tables.Configuration.Rotate,
        tables.Configuration.UseTcp)
    {
        HedgingBudget = tables.Configuration.HedgingBudget,
        MixesCase = tables.Configuration.MixesCase,
        TrustsAd = tables.Configuration.TrustAd,
        Cache = new CacheSettings(
            tables.Configuration.Choices.MaxCachedAnswers,
            tables.Configuration.Choices.MaxCachedBytes,
            (long)tables.Configuration.Choices.ServeStale.TotalMilliseconds),
    };
}
