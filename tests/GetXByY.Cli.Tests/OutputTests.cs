namespace GetXByY.Cli.Tests;

public sealed class OutputTests
{
    private const int BrokenPipe = 32;
    private const int NoSpace = 28;

    [Theory]
    [InlineData("protocol", "tcp", "udp")]
    [InlineData("--help")]
    [InlineData("--version")]
    public async Task Tool_OutputHasNoReader_EndsQuietly(params string[] args)
    {
        (int code, string error) = await RunAsync(args, new IOException("Broken pipe", BrokenPipe));

        Assert.Equal("", error);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Tool_OutputIsFull_SaysSoInOneLine()
    {
        (int code, string error) = await RunAsync(["protocol", "tcp"], new IOException("No space left", NoSpace));

        Assert.Equal("getxbyy: cannot write the output: No space left\n", error);
        Assert.Equal(1, code);
    }

    private static async Task<(int Code, string Error)> RunAsync(string[] args, IOException failure)
    {
        await using var output = new BrokenWriter(failure);
        await using var error = new StringWriter { NewLine = "\n" };
        int code = await CommandLine.RunAsync(args, output, error, CancellationToken.None);
        return (code, error.ToString());
    }
}
