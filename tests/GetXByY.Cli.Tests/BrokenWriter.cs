using System.Text;

namespace GetXByY.Cli.Tests;

/// <summary>An output that fails whenever something is written.</summary>
internal sealed class BrokenWriter(IOException failure) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw failure;
}
