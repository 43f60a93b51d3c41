using System.Runtime.CompilerServices;
using GetXByY.Lookups;
using GetXByY.Winsock;

namespace GetXByY.Simulation;

// Who takes part in a schedule.
internal sealed partial class Schedule
{
    /// <summary>Starts Winsock, as a program does in the beginning.</summary>
    internal unsafe void StartUp()
    {
        WSADATA data;
        if (Provider.Startup(0x0202, (byte*)&data) != 0)
            Violate("a startup failed");
        Log("startup");
    }

    /// <summary>The final cleanup: everybody's requests end with it.</summary>
    internal void CleanUp()
    {
        CleanupsBegun++;
        WindowRequest[] pending = [.. _requests.Values];
        if (Provider.Cleanup() != 0)
            Violate("a cleanup failed");
        CleanupsEnded++;
        Log("cleanup");
        foreach (WindowRequest request in pending)
            request.OnCleanedUp();
    }

    internal SimulatedThread AddProgram(string name, Action run) => Scheduler.Add(name, ThreadRole.Program, run);

    internal NameResolver OpenResolver()
    {
        // Few cells, so that they and the handles' slots are used again and again.
        NameResolverOptions options = _files.OptionsFor(
            _time, ResolvConf ?? _choices.Below(ScheduleFiles.ResolvConfs), Capacity ?? _choices.Of(2, 4, 8, 64));
        var resolver = new NameResolver(options, World);
        _resolvers.Add(resolver);
        return resolver;
    }

    private void AddAnyPrograms()
    {
        int faces = _choices.Below(4);
        if (faces != 0)
        {
            NameResolver resolver = OpenResolver();
            for (int i = _choices.Between(1, 3); i > 0; i--)
                AddProgram($"tasks {i}", new TaskProgram(this, _choices, resolver, _choices.Between(2, 9)).Run);
        }
        if (faces is 0 or 3)
        {
            for (int i = _choices.Between(1, 3); i > 0; i--)
                AddProgram($"windows {i}", new WindowProgram(this, _choices, _choices.Between(2, 9), isOwner: i == 1).Run);
        }
    }

    // When all others have ended.
    private void CloseAll()
    {
        Scheduler.Wait(() => Scheduler.Threads.Count(t => t.Role == ThreadRole.Program) == 1);
        CleanUp();
        foreach (NameResolver resolver in _resolvers)
            Dispose(resolver);
    }

    // What outlives a schedule in the process begins anew: handles near the places where their count wraps around.
    private void ResetProcess()
    {
        HandleCount(null) = _choices.Of(0L, uint.MaxValue - 10L, (long)(_choices.NextUInt64() & 0x3_FFFF_FFFF));
        WindowCount(null) = -1;
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "s_count")]
    private static extern ref long HandleCount(LookupTable? table);

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "s_counter")]
    private static extern ref int WindowCount(MessageWindow? window);
}
