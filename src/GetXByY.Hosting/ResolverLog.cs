using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GetXByY.Hosting;

/// <summary>What is logged of one resolver of a container, from its beginning to its end.</summary>
/// <remarks>The container makes it before the resolver and so disposes of it after that.</remarks>
internal sealed partial class ResolverLog : IDisposable
{
    private readonly ILogger<NameResolver> _logger;
    private readonly string _name;
    private NameResolver? _resolver;

    public ResolverLog(ILogger<NameResolver> logger, [ServiceKey] string name)
    {
        _logger = logger;
        _name = name.Length == 0 ? "Name resolver" : $"Name resolver '{name}'";
    }

    internal void Begin(NameResolver resolver)
    {
        _resolver = resolver;
        if (_logger.IsEnabled(LogLevel.Information))
            LogBegin(_name, string.Join(", ", resolver.Servers));
        if (!_logger.IsEnabled(LogLevel.Warning))
            return;
        foreach (ConfigurationProblem problem in resolver.ConfigurationProblems)
            LogProblem(_name, problem);
    }

    public void Dispose()
    {
        if (_resolver is null || !_logger.IsEnabled(LogLevel.Information))
            return;
        ResolverSnapshot end = _resolver.TakeSnapshot();
        // Not end.Cancelled: without await the engine has not let go of them all yet.
        long cancelled = end.Started - end.Found - end.Failed - end.Outstanding;
        LogEnd(_name, end.Started, end.Found, end.Failed, cancelled, end.Outstanding);
    }

    [LoggerMessage(EventId = 1, EventName = "ResolverMade", Level = LogLevel.Information, Message = "{Resolver} asks {Servers}.")]
    private partial void LogBegin(string resolver, string servers);

    [LoggerMessage(EventId = 2, EventName = "ConfigurationSkipped", Level = LogLevel.Warning,
        Message = "{Resolver} skipped a part of the system's configuration: {Problem}")]
    private partial void LogProblem(string resolver, ConfigurationProblem problem);

    [LoggerMessage(EventId = 3, EventName = "ResolverDisposed", Level = LogLevel.Information,
        Message = "{Resolver} was disposed of. Look-ups: {Started} started, {Found} found, {Failed} failed, {Cancelled} cancelled, "
            + "{Outstanding} left.")]
    private partial void LogEnd(string resolver, long started, long found, long failed, long cancelled, int outstanding);
}
