using System.Globalization;
using System.Net;

namespace AsyncLookups;

/// <summary>Reads the command line.</summary>
internal static class Arguments
{
    internal static bool TryRead(string[] args, out TimeSpan patience, out List<Request> requests)
    {
        patience = TimeSpan.FromSeconds(10);
        requests = [];
        var words = new Queue<string>(args);
        while (words.TryDequeue(out string? word))
        {
            if (word == "-t" && TryNumber(words, 3600, out int seconds))
            {
                patience = TimeSpan.FromSeconds(seconds);
            }
            else if (ReadRequest(word, words) is { } request)
            {
                requests.Add(request);
            }
            else
            {
                return false;
            }
        }
        return requests.Count > 0;
    }

    private static Request? ReadRequest(string word, Queue<string> words) => word switch
    {
        "host" when words.TryDequeue(out string? name) => new HostRequest(name),
        "addr" when words.TryDequeue(out string? text) && IPAddress.TryParse(text, out IPAddress? address) =>
            new AddressRequest(address),
        "serv" when words.Count > 1 => new ServiceRequest(words.Dequeue(), words.Dequeue()),
        "port" when TryNumber(words, 65535, out int port) && words.TryDequeue(out string? protocol) =>
            new PortRequest(port, protocol),
        "proto" when words.TryDequeue(out string? name) => new ProtocolRequest(name),
        "number" when TryNumber(words, 255, out int number) => new NumberRequest(number),
        _ => null,
    };

    private static bool TryNumber(Queue<string> words, int most, out int number)
    {
        number = 0;
        return words.TryDequeue(out string? text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number <= most;
    }
}
