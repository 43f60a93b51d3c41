using System.Diagnostics;
using System.Globalization;

namespace GetXByY.Benchmarks;

/// <summary>A subject of .NET, in a process of its own: so its processor time and memory are its own.</summary>
internal sealed class SubjectContender : Contender
{
    private readonly Process _process;

    internal SubjectContender(string name, int port)
    {
        Name = name;
        string[] words = [typeof(SubjectContender).Assembly.Location, "subject", name, port.ToString(CultureInfo.InvariantCulture)];
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    internal override string Name { get; }

    internal override bool WarmsUp => true;

    internal override Round Run(Cell cell)
    {
        _process.StandardInput.WriteLine(cell.ToLine());
        _process.StandardInput.Flush();
        return Round.FromLine(_process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"{Name} ended in the middle of {cell.ToLine()}"));
    }

    public override void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
