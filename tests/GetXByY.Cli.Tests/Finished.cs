namespace GetXByY.Cli.Tests;

/// <summary>What a run of the program left behind.</summary>
internal sealed record Finished(int Code, string Output, string Error)
{
    internal string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Fails unless all was found and nothing was complained of.</summary>
    internal string[] Found()
    {
        Assert.Equal("", Error);
        Assert.Equal(0, Code);
        return OutputLines;
    }

    /// <summary>Fails unless it was wrong usage: nothing but this line and the hint, and exit code 1.</summary>
    internal void IsWrongUsage(string line, string command)
    {
        Assert.Equal($"getxbyy: {line}\nTry 'getxbyy {command}--help'.\n", Error);
        Assert.Equal("", Output);
        Assert.Equal(1, Code);
    }
}
