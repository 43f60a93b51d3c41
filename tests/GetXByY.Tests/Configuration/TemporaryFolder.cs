using System.Runtime.InteropServices;
using System.Text;
using GetXByY.Configuration;

namespace GetXByY.Tests.Configuration;

/// <summary>A folder for the files of one test, deleted after it, and the problems that reading them gave.</summary>
internal sealed partial class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-");

    internal string FullName => _folder.FullName;

    internal List<ConfigurationProblem> Problems { get; } = [];

    internal SettingList Settings { get; } = new();

    /// <summary>A path at which there is nothing.</summary>
    internal string Missing => Path.Combine(FullName, "missing");

    internal string Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    internal string Write(byte[] bytes)
    {
        string path = Path.Combine(FullName, "file");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Makes a pipe that has a path, which only Unix has.</summary>
    internal string MakePipe()
    {
        string path = Path.Combine(FullName, "pipe");
        Assert.Equal(0, MakePipe(path, 0b110_000_000));
        return path;
    }

    /// <summary>The first words of all lines that a reader gives.</summary>
    internal List<string> FirstWords(byte[] bytes)
    {
        LineReader lines = LineReader.Open(Write(bytes), Problems);
        List<string> words = [];
        while (lines.NextLine())
        {
            Assert.True(lines.NextWord(out ReadOnlySpan<char> word));
            words.Add(word.ToString());
        }
        return words;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);
}
