using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>The product's own poster, with steps before and behind it.</summary>
internal sealed class OwnPoster(SimulatedPoster outer) : DefaultMessagePoster
{
    public override PostOutcome Post(nint window, uint message, nuint wParam, nint lParam) =>
        outer.HandOver(window, wParam, () => base.Post(window, message, wParam, lParam));

    internal override PostOutcome? PostAtOnce(object origin, nint window, uint message, nuint wParam, nint lParam) =>
        // Before anything is counted as posted.
        MessageWindow.TryFind(window, out MessageWindow? found) && !found!.IsPostedAtOnce
            ? null
            : outer.HandOver(window, wParam, () => base.PostAtOnce(origin, window, message, wParam, lParam)!.Value);
}
