using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class QueryBudgetTests
{
    private static int Spend(QueryBudget budget)
    {
        int taken = 0;
        while (budget.TryTake())
            taken++;
        return taken;
    }

    [Theory]
    [InlineData(0.05, 19, 0)]
    [InlineData(0.05, 20, 1)]
    [InlineData(0.05, 100, 5)]
    [InlineData(1, 3, 3)]
    [InlineData(0, 100_000, 0)]
    public void TryTake_AfterQueries_GivesTheShare(double share, int queries, int hedges)
    {
        var budget = new QueryBudget(share);
        for (int i = 0; i < queries; i++)
            budget.Earn();
        Assert.Equal(hedges, Spend(budget));
    }

    [Fact]
    public void TryTake_AfterALongCalm_GivesTenAtMost()
    {
        var budget = new QueryBudget(0.05);
        for (int i = 0; i < 1_000_000; i++)
            budget.Earn();
        Assert.Equal(10, Spend(budget));
    }

    [Fact]
    public void TryTake_AlwaysWanted_IsNeverMoreThanTheShare()
    {
        var budget = new QueryBudget(0.05);
        int taken = 0;
        for (int i = 0; i < 1_000_000; i++)
        {
            budget.Earn();
            taken += budget.TryTake() ? 1 : 0;
        }
        Assert.InRange(taken, 49_990, 50_000);
    }
}
