namespace GetXByY.Benchmarks;

/// <summary>The runs of one figure.</summary>
internal sealed class Samples(
    string suite, string subject, string measure, int outstanding, string unit, string family = "A")
{
    private readonly List<double> _values = [];

    internal string Conditions { get; set; } = "";

    internal int Failures { get; set; }

    internal int Outstanding => outstanding;

    internal bool HasValues => _values.Count > 0;

    internal double Median => _values.Order().ElementAt(_values.Count / 2);

    internal void Add(double value) => _values.Add(value);

    internal Measurement ToMeasurement() => new(
        suite, subject, measure, family, outstanding, unit,
        Math.Round(Median, 4), Math.Round(_values.Min(), 4), Math.Round(_values.Max(), 4), _values.Count, Failures,
        Conditions);
}
