namespace GetXByY.Tests.Telemetry;

/// <summary>One measurement that a listener was given.</summary>
/// <param name="Instrument">The instrument's name.</param>
/// <param name="Value">The value.</param>
/// <param name="Tags">The attributes as text, by name: <c>a=1 b=2</c>.</param>
/// <param name="Thread">The thread on which the listener was called.</param>
internal sealed record MeterReading(string Instrument, double Value, string Tags, Thread Thread);
