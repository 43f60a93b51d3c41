using System.Reflection;
using GetXByY.Lookups;

namespace GetXByY.Tests.Lookups;

/// <summary>What the simulation needs costs the product nothing.</summary>
public sealed class AtomicTests
{
    private const BindingFlags Own =
        BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    [Fact]
    public void Atomic_InTheProduct_HasNoStepToCall() =>
        Assert.DoesNotContain(typeof(Atomic).GetMethods(Own), m => m.Name == "Step");
}
