using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class IdMapTests
{
    [Fact]
    public void SetFindRemove_AtRandom_AgreeWithADictionary()
    {
        var map = new IdMap();
        var model = new Dictionary<(ushort, ushort), int>();
        var random = new Random(11);
        for (int i = 0; i < 200_000; i++)
        {
            (ushort, ushort) key = ((ushort)random.Next(3), (ushort)random.Next(400));
            switch (random.Next(3))
            {
                case 0:
                    map.Remove(key.Item1, key.Item2);
                    model.Remove(key);
                    break;
                case 1:
                    int value = random.Next(4) == 0 ? IdMap.Resting : random.Next(1000);
                    map.Set(key.Item1, key.Item2, value);
                    model[key] = value;
                    break;
                default:
                    Assert.Equal(model.GetValueOrDefault(key, IdMap.Free), map.Find(key.Item1, key.Item2));
                    break;
            }
            Assert.Equal(model.Count, map.Count);
        }
    }

    [Fact]
    public void Find_NothingSet_IsFree()
    {
        var map = new IdMap();
        Assert.Equal(IdMap.Free, map.Find(0, 0));
        map.Remove(0, 0);
        map.Set(0, 0, 0);
        Assert.Equal(0, map.Find(0, 0));
    }
}
