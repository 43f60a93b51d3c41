using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GetXByY.Cli.Output;

/// <summary>The standard output of the process, buffered, telling when its reader is gone.</summary>
internal static class StandardOutput
{
    private const int BufferSize = 1 << 14;

    // EPIPE has this number wherever .NET runs; Windows has two errors for it.
    private const int PosixBrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsPipeClosing = unchecked((int)0x800700E8);

    internal static TextWriter Open() => OperatingSystem.IsWindows()
        ? Console.Out
        : new StreamWriter(OpenStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize);

    /// <summary>Whether nobody reads what is written, as behind <c>| head -1</c>.</summary>
    internal static bool IsBrokenPipe(IOException exception) =>
        exception.HResult is PosixBrokenPipe or WindowsBrokenPipe or WindowsPipeClosing;

    // The console's stream swallows the error of a broken pipe, so that look-ups would go on for nobody. A FileStream
    // tells; but in a file it writes at a position of its own, beside what others append, so it is for pipes only.
    private static Stream OpenStream()
    {
        try
        {
            var file = new FileStream(
                new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0, isAsync: false);
            return file.CanSeek ? Console.OpenStandardOutput() : file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Standard output is closed.
            return Stream.Null;
        }
    }
}
