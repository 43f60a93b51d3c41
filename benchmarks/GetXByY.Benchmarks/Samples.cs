namespace GetXByY.Benchmarks;

/// <summary>The runs of one figure.</summary>
internal sealed class Samples(string suite, string subject, string measure, int outstanding, string unit)
{
    private readonly List<double> _values = [];

    internal string Conditions { get; set; } = "";

    internal int Failures { get; set; }

    internal double Median => _values.Order().ElementAt(_values.Count / 2);

    internal void Add(double value) => _values.Add(value);

    internal Measurement ToMeasurement() => new(
        suite, subject, measure, "A", outstanding, unit,
        Math.Round(Median, 3), Math.Round(_values.Min(), 3), Math.Round(_values.Max(), 3), _values.Count, Failures,
        Conditions);
}
