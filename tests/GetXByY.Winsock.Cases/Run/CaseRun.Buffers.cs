using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Cases;

// What stands in a buffer. Whatever is looked at, the guards on both sides are looked at too.
internal sealed unsafe partial class CaseRun
{
    private string? DoForBuffers(string first, string[] rest)
    {
        string? seen = first switch
        {
            "hostent" or "servent" or "protoent" => new StructureText(_buffers[rest[0]]).Of(first, _buffers[rest[0]]!.Address),
            "bytes" => StructureText.Bytes(
                _buffers[rest[0]]!, rest.Length > 1 ? (int)Words.Number(rest[1]) : int.MaxValue),
            "this-machine" => ThisMachine((hostent*)_buffers[rest[0]]!.Address),
            "untouched" => _buffers[rest[0]]!.IsUntouched ? "untouched" : "touched",
            _ => null,
        };
        return seen is null || _buffers[rest[0]]!.AreGuardsWhole ? seen : seen + ", and bytes beside the buffer";
    }

    /// <summary>Whether a host has this machine's name, whatever that is, and some address.</summary>
    private static string ThisMachine(hostent* host)
    {
        string name = Marshal.PtrToStringUTF8((nint)host->h_name) ?? "";
        if (host->h_addr_list[0] is null)
            return "no address";
        string own = Environment.MachineName;
        return name.StartsWith(own, StringComparison.OrdinalIgnoreCase) ? "this machine" : $"{name}, not {own}";
    }
}
