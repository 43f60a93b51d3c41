using GetXByY.Dns.Message;

namespace GetXByY.Tests.Dns.Message;

public class AnswerChainTests
{
    [Theory]
    [InlineData("0 1 2 3")]
    [InlineData("0 1 3 2")]
    [InlineData("1 0 2 3")]
    [InlineData("2 1 0 3")]
    [InlineData("3 2 1 0")]
    [InlineData("3 0 2 1")]
    [InlineData("1 3 0 2")]
    public void TryFollow_RecordsInAnyOrder_IsTheSameChain(string order)
    {
        var response = new Response("a.test", 1);
        foreach (string record in order.Split(' '))
        {
            _ = record switch
            {
                "0" => response.CName("a.test", "b.test", 50),
                "1" => response.CName("b.test", "c.test", 40),
                "2" => response.CName("c.test", "d.test", 60),
                _ => response.A("d.test", "192.0.2.1", 70),
            };
        }
        Assert.Equal(
            "d.test [a.test b.test c.test] [192.0.2.1] 40",
            Answer.Text(response.ToArray(), "a.test", RecordType.A));
    }

    [Fact]
    public void TryFollow_ChainOfPointers_IsFollowed()
    {
        // 12: a.test  24: answer; its RDATA (36) is «b» + pointer to «test» (14); the second's owner points there
        byte[] message = new Response("a.test", 1)
            .Answer([0xC0, 12], 5, [1, (byte)'b', 0xC0, 14])
            .Answer([0xC0, 36], 5, [1, (byte)'c', 0xC0, 38])
            .Answer([0xC0, 52], 1, [192, 0, 2, 1])
            .ToArray();
        Assert.Equal("c.test [a.test b.test] [192.0.2.1] 300", Answer.Text(message, "a.test", RecordType.A));
    }

    [Fact]
    public void TryFollow_NoRecordAtTheEnd_IsNoData()
    {
        byte[] message = new Response("a.test", 28).CName("a.test", "b.test").A("b.test", "192.0.2.1").ToArray();
        Assert.Equal("NoData", Answer.Text(message, "a.test", RecordType.AAAA));
    }

    [Fact]
    public void TryFollow_AddressOfANameOnTheWay_IsPassedOver()
    {
        byte[] message = new Response("a.test", 1)
            .A("a.test", "192.0.2.66").CName("a.test", "b.test").A("b.test", "192.0.2.1").ToArray();
        Assert.Equal("b.test [a.test] [192.0.2.1] 300", Answer.Text(message, "a.test", RecordType.A));
    }

    [Fact]
    public void TryFollow_DNAMEWithoutItsCNAME_IsFollowed()
    {
        byte[] message = new Response("x.y.OLD.test", 1)
            .Answer(Wire.Name("old.test"), 39, Wire.Name("mid.test"), ttl: 9)
            .CName("x.y.mid.test", "a.new.test", 8)
            .Answer(Wire.Name("new.test"), 39, Wire.Name("last.test"), ttl: 7)
            .A("a.last.test", "192.0.2.1")
            .ToArray();
        Assert.Equal(
            "a.last.test [x.y.OLD.test x.y.mid.test a.new.test] [192.0.2.1] 7",
            Answer.Text(message, "x.y.OLD.test", RecordType.A));
    }

    [Theory]
    [InlineData("x.new.test", true)]
    [InlineData("X.New.Test", true)]
    [InlineData("y.new.test", false)]
    [InlineData("x.new.evil", false)]
    public void TryFollow_CNAMEBesideItsDNAME_MustBeTheOneItMakes(string target, bool isRight)
    {
        foreach (bool first in (bool[])[true, false])
        {
            var response = new Response("x.old.test", 1);
            if (first)
                response.CName("x.old.test", target, 5);
            response.Answer(Wire.Name("old.test"), 39, Wire.Name("new.test"), ttl: 9);
            if (!first)
                response.CName("x.old.test", target, 5);
            byte[] message = response.A(target, "192.0.2.1").ToArray();
            Assert.Equal(
                isRight ? $"{target} [x.old.test] [192.0.2.1] 5" : "Malformed",
                Answer.Text(message, "x.old.test", RecordType.A));
        }
    }

    [Theory]
    [InlineData("old.test")] // the owner itself has no alias by it
    [InlineData("xold.test")]
    [InlineData("x.other.test")]
    public void TryFollow_DNAMEOfOtherNames_IsPassedOver(string qname)
    {
        byte[] message = new Response(qname, 1)
            .Answer(Wire.Name("old.test"), 39, Wire.Name("new.test")).A(qname, "192.0.2.1").ToArray();
        Assert.Equal($"{qname} [] [192.0.2.1] 300", Answer.Text(message, qname, RecordType.A));
    }

    [Fact]
    public void TryFollow_DNAMEThatMakesTooLongAName_IsMalformed()
    {
        string label = new('a', 63);
        byte[] message = new Response($"{label}.{label}.x.test", 1)
            .Answer(Wire.Name("x.test"), 39, Wire.Name($"{label}.{label}")).ToArray();
        Assert.Equal("Malformed", Answer.Text(message, $"{label}.{label}.x.test", RecordType.A));
    }

    [Fact]
    public void TryFollow_DNAMEToUnderItself_IsMalformed()
    {
        byte[] message = new Response("x.old.test", 1)
            .Answer(Wire.Name("old.test"), 39, Wire.Name("a.old.test")).ToArray();
        Assert.Equal("Malformed", Answer.Text(message, "x.old.test", RecordType.A));
    }

    [Fact]
    public void TryFollow_DNAME_IsFollowedByItsCNAME()
    {
        byte[] message = new Response("x.old.test", 1)
            .Answer(Wire.Name("old.test"), 39, Wire.Name("new.test"), ttl: 1)
            .CName("x.old.test", "x.new.test", 0)
            .A("x.new.test", "192.0.2.1")
            .ToArray();
        Assert.Equal("x.new.test [x.old.test] [192.0.2.1] 0", Answer.Text(message, "x.old.test", RecordType.A));
    }

    [Theory]
    [InlineData("a.test a.test")]
    [InlineData("a.test A.TEST")]
    [InlineData("a.test b.test a.test")]
    [InlineData("a.test b.test c.test b.test")]
    public void TryFollow_Loop_IsMalformed(string chain)
    {
        string[] names = chain.Split(' ');
        var response = new Response("a.test", 1).A("a.test", "192.0.2.1").A("b.test", "192.0.2.2");
        for (int i = 1; i < names.Length; i++)
            response.CName(names[i - 1], names[i]);
        Assert.Equal("Malformed", Answer.Text(response.ToArray(), "a.test", RecordType.A));
    }

    [Theory]
    [InlineData(16, false)]
    [InlineData(16, true)]
    [InlineData(17, false)]
    [InlineData(17, true)]
    public void TryFollow_16Links_AreFollowedAnd17Malformed(int links, bool backwards)
    {
        var response = new Response("n0.test", 1);
        for (int i = 0; i < links; i++)
        {
            int link = backwards ? links - 1 - i : i;
            response.CName($"n{link}.test", $"n{link + 1}.test");
        }
        byte[] message = response.A($"n{links}.test", "192.0.2.1").ToArray();
        string aliases = string.Join(' ', Enumerable.Range(0, links).Select(i => $"n{i}.test"));
        Assert.Equal(
            links > AnswerChain.MaxLinks ? "Malformed" : $"n16.test [{aliases}] [192.0.2.1] 300",
            Answer.Text(message, "n0.test", RecordType.A));
    }

    [Fact]
    public void TryFollow_TwoTargetsOfOneName_AreMalformedInAnyOrder()
    {
        var first = new Response("a.test", 1).CName("a.test", "b.test").CName("a.test", "c.test");
        Assert.Equal("Malformed", Answer.Text(first.A("b.test", "192.0.2.1").ToArray(), "a.test", RecordType.A));
        var second = new Response("a.test", 1).CName("a.test", "c.test").A("b.test", "192.0.2.1");
        Assert.Equal("Malformed", Answer.Text(second.CName("a.test", "b.test").ToArray(), "a.test", RecordType.A));
    }

    [Fact]
    public void TryFollow_SameTargetTwice_IsOneLink()
    {
        byte[] message = new Response("a.test", 1)
            .CName("a.test", "b.test", 20).CName("A.test", "B.test", 10).A("b.test", "192.0.2.1").ToArray();
        Assert.Equal("B.test [a.test] [192.0.2.1] 10", Answer.Text(message, "a.test", RecordType.A));
    }

    [Theory]
    [InlineData(31, false)]
    [InlineData(32, true)]
    public void TryFollow_32AliasRecords_AreReadAnd33Malformed(int foreign, bool malformed)
    {
        var response = new Response("a.test", 1).CName("a.test", "b.test");
        for (int i = 0; i < foreign; i++)
            response.CName($"f{i}.test", "g.test");
        Assert.Equal(
            malformed ? "Malformed" : "b.test [a.test] [192.0.2.1] 300",
            Answer.Text(response.A("b.test", "192.0.2.1").ToArray(), "a.test", RecordType.A));
    }

    [Fact]
    public void TryFollow_AliasOfAnotherClass_IsPassedOver()
    {
        byte[] message = new Response("a.test", 1)
            .Answer(Wire.Name("a.test"), 5, Wire.Name("b.test"), rrclass: 3)
            .A("a.test", "192.0.2.1")
            .ToArray();
        Assert.Equal("a.test [] [192.0.2.1] 300", Answer.Text(message, "a.test", RecordType.A));
    }

    [Fact]
    public void TryFollow_AliasToTheRoot_EndsThere()
    {
        byte[] message = new Response("a.test", 1).CName("a.test", "").A("", "192.0.2.1").ToArray();
        Assert.Equal(". [a.test] [192.0.2.1] 300", Answer.Text(message, "a.test", RecordType.A));
    }
}
