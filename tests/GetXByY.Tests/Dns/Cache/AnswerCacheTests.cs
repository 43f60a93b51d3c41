using GetXByY.Dns.Cache;

namespace GetXByY.Tests.Dns.Cache;

public sealed class AnswerCacheTests
{
    [Fact]
    public void Find_UntilItsEnd_GivesIt()
    {
        var cache = new AnswerCache<string>(10, 1000);
        Keep(cache, 1, "one", expiry: 100, end: 200);
        Assert.Equal("one", Find(cache, 1, 99)?.Answer);
        // Stale, which is for the caller to see.
        Assert.Equal(100, Find(cache, 1, 199)?.Expiry);
        Assert.Null(Find(cache, 1, 200));
        Assert.Equal((0, 0L), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void Find_OtherQuestionOfTheSameHash_GivesNothing()
    {
        var cache = new AnswerCache<string>(10, 1000);
        Keep(cache, 1, "one");
        Assert.Null(cache.Find(1, [2], 0));
        Assert.Equal("one", Find(cache, 1, 0)?.Answer);
    }

    [Fact]
    public void Keep_MoreThanFit_ForgetsWhatWasNotAskedForTheLongest()
    {
        var cache = new AnswerCache<string>(3, 1000);
        for (byte i = 1; i <= 3; i++)
            Keep(cache, i, $"{i}");
        Find(cache, 1, 0);
        Keep(cache, 4, "4");
        Assert.Equal("134", string.Concat(new byte[] { 1, 2, 3, 4 }.Select(i => Find(cache, i, 0)?.Answer)));
        Assert.Equal((3, 30L), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void Keep_MoreBytesThanFit_ForgetsUntilTheyDo()
    {
        var cache = new AnswerCache<string>(10, 35);
        for (byte i = 1; i <= 3; i++)
            Keep(cache, i, $"{i}");
        Keep(cache, 4, "4", bytes: 20);
        Assert.Equal("34", string.Concat(new byte[] { 1, 2, 3, 4 }.Select(i => Find(cache, i, 0)?.Answer)));
        Keep(cache, 5, "5", bytes: 36);
        Assert.Null(Find(cache, 5, 0));
        Assert.Equal((2, 30L), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void Keep_AgainstAModel_IsTheSame()
    {
        var random = new Random(3);
        var cache = new AnswerCache<string>(8, 100);
        var model = new List<(byte Number, int Bytes, long End)>();
        for (int step = 0; step < 20_000; step++)
        {
            byte number = (byte)random.Next(16);
            if (random.Next(2) == 0)
            {
                int bytes = random.Next(1, 40);
                long end = step + random.Next(1, 60);
                Keep(cache, number, $"{number}", end, end, bytes);
                model.RemoveAll(m => m.Number == number);
                model.Add((number, bytes, end));
                while (model.Count > 8 || model.Sum(m => m.Bytes) > 100)
                    model.RemoveAt(0);
                continue;
            }
            int index = model.FindIndex(m => m.Number == number);
            bool isThere = index >= 0 && model[index].End > step;
            Assert.Equal(isThere, Find(cache, number, step) is not null);
            if (index < 0)
                continue;
            (byte, int, long) found = model[index];
            model.RemoveAt(index);
            if (isThere)
                model.Add(found);
        }
        Assert.Equal(model.Sum(m => m.Bytes), cache.Bytes);
    }

    private static CacheEntry<string>? Find(AnswerCache<string> cache, byte number, long time) =>
        cache.Find(number, [number], time);

    private static void Keep(
        AnswerCache<string> cache, byte number, string answer, long expiry = 100, long end = 100, int bytes = 10) =>
        cache.Keep(new CacheEntry<string>(number, [number], answer) { Bytes = bytes, Expiry = expiry, End = end });
}
