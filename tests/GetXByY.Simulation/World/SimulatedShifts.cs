using GetXByY.Engine;

namespace GetXByY.Simulation;

/// <summary>When workers pump: that is left to chance.</summary>
internal sealed class SimulatedShifts(Choices? choices) : WorkerShifts(TimeProvider.System)
{
    internal override bool AreDue(int results) => results > 0 && choices?.OneIn(2) == true;

    internal override ShiftEnd EndLap(int continued) =>
        !choices!.OneIn(4) ? ShiftEnd.None : choices.OneIn(2) ? ShiftEnd.Over : ShiftEnd.GivenBack;
}
