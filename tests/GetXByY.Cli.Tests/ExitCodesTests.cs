namespace GetXByY.Cli.Tests;

public sealed class ExitCodesTests
{
    private static readonly int[] s_worstFirst = [1, 130, 3, 2, 0];

    [Fact]
    public void Worse_AnyTwo_GivesTheOneThatComesFirst()
    {
        for (int i = 0; i < s_worstFirst.Length; i++)
        {
            for (int j = 0; j < s_worstFirst.Length; j++)
            {
                int worse = (int)ExitCodes.Worse((ExitCode)s_worstFirst[i], (ExitCode)s_worstFirst[j]);
                Assert.Equal(s_worstFirst[Math.Min(i, j)], worse);
            }
        }
    }

    [Theory]
    [InlineData(LookupError.HostNotFound, 2)]
    [InlineData(LookupError.NoData, 2)]
    [InlineData(LookupError.TryAgain, 3)]
    [InlineData(LookupError.NoRecovery, 3)]
    [InlineData(LookupError.NetworkDown, 1)]
    public void Of_EachError_IsAsDocumented(LookupError error, int code) =>
        Assert.Equal(code, (int)ExitCodes.Of(error));
}
