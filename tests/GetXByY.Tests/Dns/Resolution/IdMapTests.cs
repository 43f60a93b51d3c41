using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class IdMapTests
{
    private readonly QueryCells _queries = new();

    [Fact]
    public void AddFindRemove_AtRandom_AgreeWithADictionary()
    {
        var map = new IdMap(_queries);
        var model = new Dictionary<(ushort, ushort), int>();
        var random = new Random(11);
        for (int i = 0; i < 200_000; i++)
        {
            (ushort Channel, ushort Id) key = ((ushort)random.Next(3), (ushort)random.Next(400));
            bool isThere = model.TryGetValue(key, out int query);
            Assert.Equal(isThere ? query : IdMap.Free, map.Find(key.Channel, key.Id));
            if (isThere)
            {
                map.Remove(query);
                model.Remove(key);
                _queries.Return(query);
            }
            else
            {
                model[key] = Add(map, key.Channel, key.Id);
            }
            Assert.Equal(model.Count, map.Count);
        }
    }

    [Fact]
    public void Find_NothingAdded_IsFree()
    {
        var map = new IdMap(_queries);
        Assert.Equal(IdMap.Free, map.Find(0, 0));
        int query = Add(map, 0, 0);
        Assert.Equal(query, map.Find(0, 0));
        map.Remove(query);
        Assert.Equal(IdMap.Free, map.Find(0, 0));
    }

    private int Add(IdMap map, ushort channel, ushort id)
    {
        int query = _queries.Rent();
        (_queries[query].Channel, _queries[query].Id) = (channel, id);
        map.Add(query);
        return query;
    }
}
