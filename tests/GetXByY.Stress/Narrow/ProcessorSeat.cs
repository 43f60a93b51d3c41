using System.Runtime.InteropServices;

namespace GetXByY.Stress;

/// <summary>Seats a thread on one processor. Where the machine has other work, the system may put both threads of a lane
/// on the same one, and there they never meet. Only Linux; elsewhere the threads stay where the system puts them.</summary>
internal static unsafe partial class ProcessorSeat
{
    private const int MaskWords = 16;
    private const int WordBits = 64;

    /// <summary>Keeps the calling thread on the given one of the processors that it may use.</summary>
    internal static void Take(int number)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Span<ulong> allowed = stackalloc ulong[MaskWords];
        fixed (ulong* mask = allowed)
        {
            if (GetAffinity(0, MaskWords * sizeof(ulong), mask) < 0)
                return;
            int[] processors = [.. ProcessorsOf(allowed)];
            allowed.Clear();
            int processor = processors[number % processors.Length];
            allowed[processor / WordBits] = 1ul << processor % WordBits;
            // Where it fails there are only fewer collisions.
            _ = SetAffinity(0, MaskWords * sizeof(ulong), mask);
        }
    }

    private static List<int> ProcessorsOf(ReadOnlySpan<ulong> mask)
    {
        List<int> processors = [];
        for (int i = 0; i < mask.Length * WordBits; i++)
        {
            if ((mask[i / WordBits] >> i % WordBits & 1) != 0)
                processors.Add(i);
        }
        return processors;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nint length, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint length, ulong* mask);
}
