namespace GetXByY.Tests.House;

/// <summary>A rule that lists all that breaks it, not only the first.</summary>
internal static class HouseAssert
{
    public static void None<T>(IEnumerable<T> offenders, string rule)
    {
        string[] lines = [.. offenders.Select(offender => $"  {offender}")];
        if (lines.Length > 0)
            Assert.Fail($"{rule} ({lines.Length}):\n{string.Join('\n', lines)}");
    }
}
