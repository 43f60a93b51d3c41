using System.Diagnostics.Metrics;

namespace GetXByY.Tests.Telemetry;

/// <summary>Listens to the meter.</summary>
internal sealed class MeterEar : IDisposable
{
    private readonly MeterListener _listener = new();

    /// <param name="instrument">Which instrument; null for all.</param>
    /// <param name="onReading">Runs inside the listener.</param>
    internal MeterEar(string? instrument = null, Action? onReading = null)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Meter.Name != "GetXByY" || (instrument is not null && published.Name != instrument))
                return;
            lock (Instruments)
                Instruments.Add(published);
            listener.EnableMeasurementEvents(published);
        };
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags, onReading));
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags, onReading));
        _listener.Start();
    }

    internal List<Instrument> Instruments { get; } = [];

    internal Heard<MeterReading> Heard { get; } = new();

    public void Dispose() => _listener.Dispose();

    /// <summary>The readings of an instrument when there are so many.</summary>
    internal Task<MeterReading[]> WaitForAsync(string instrument, int count = 1) =>
        Heard.WaitForAsync(count, r => r.Instrument == instrument);

    private void Add(
        Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, Action? onReading)
    {
        string text = string.Join(' ', tags.ToArray().OrderBy(t => t.Key).Select(t => $"{t.Key}={t.Value}"));
        Heard.Add(new MeterReading(instrument.Name, value, text, Thread.CurrentThread));
        onReading?.Invoke();
    }
}
