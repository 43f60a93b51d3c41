using System.Net;

namespace GetXByY.Offline;

/// <summary>Says in which order the system's resolver and ours give the addresses of names, a line for each name.</summary>
internal static class OrderProgram
{
    internal const string Usage = "       GetXByY.Offline order NAME ...   in namespaces of its own, with files of the test's";

    internal static async Task<int> RunAsync(string[] names)
    {
        await using var resolver = new NameResolver();
        foreach (string name in names)
        {
            IPAddress[] system = System.Net.Dns.GetHostAddresses(name);
            IPAddress[] ours = await resolver.GetHostAddressesAsync(name);
            Console.WriteLine($"{name} {string.Join(',', (object[])system)} {string.Join(',', (object[])ours)}");
        }
        return 0;
    }
}
