using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using GetXByY.Databases;
using GetXByY.Dns.Cache;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;

namespace GetXByY.Parts;

/// <summary>What is found without asking: services, and answers that are kept.</summary>
public class Tables
{
    private const int Kept = 1000;
    private const string Text = "n00000500.bench.test";

    private readonly ServicesTable _services = ServicesTable.Load("", []);
    private readonly KeyedHash _hash = new(1, 2);
    private readonly AnswerCache<object> _cache = new(2 * Kept, 1 << 30);
    private readonly ConcurrentDictionary<string, object> _dictionary = new();
    private readonly byte[] _question;

    public Tables()
    {
        for (int i = 0; i < Kept; i++)
        {
            string text = $"n{i:D8}.bench.test";
            byte[] question = Question(text);
            _cache.Keep(new CacheEntry<object>(_hash.Of(question), question, text) { Bytes = 1, Expiry = 1000, End = 1000 });
            _dictionary[text] = text;
        }
        _question = Question(Text);
    }

    [Benchmark(Description = "a service is found by its name")]
    public object FindService() =>
        _services.FindByName("https", "tcp", hasProtocol: true).TryGetEntry(out ServiceEntry? service)
            ? service
            : throw new InvalidOperationException("the built-in table has no https");

    [Benchmark(Description = "an answer is found among 1,000 kept: a hash with a secret key, then the octets compared")]
    public object FindKept() =>
        _cache.Find(_hash.Of(_question), _question, time: 0) ?? throw new InvalidOperationException("it was not kept");

    [Benchmark(Description = "… to compare: the same name in a `ConcurrentDictionary` of strings")]
    public object FindInDictionary() =>
        _dictionary.TryGetValue(Text, out object? found) ? found : throw new InvalidOperationException("it was not there");

    // The name in small letters, and the type, as the resolver has it.
    private static byte[] Question(string text)
    {
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        DomainName.TryWrite(text, name, out int length);
        return [.. name[..length], 0, (byte)RecordType.A];
    }
}
