namespace GetXByY.Cli.Demo;

/// <summary>A request that was started through a WSAAsync function: its row, its buffer, and how its entry reads.</summary>
internal sealed record WindowRequest(DemoRow Row, PoisonedBuffer Buffer, Func<nint, string> Read);
