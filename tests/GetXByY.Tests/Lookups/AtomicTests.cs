using System.Reflection;
using GetXByY.Lookups;

namespace GetXByY.Tests.Lookups;

/// <summary>What the simulation and the stress run need costs the product nothing.</summary>
public sealed class AtomicTests
{
    private const BindingFlags Own =
        BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    [Fact]
    public void Atomic_InTheProduct_HasNoStepToCall() =>
        Assert.DoesNotContain(typeof(Atomic).GetMethods(Own), m => m.Name == "Step");

    [Fact]
    public void LookupTable_InTheProduct_TellsNobodyWhoLost() =>
        Assert.DoesNotContain(typeof(LookupTable).GetMethods(Own), m => m.Name == "OnLost");
}
