using GetXByY.Configuration;
using GetXByY.Engine;
using GetXByY.Tests.Configuration;

namespace GetXByY.Tests.Engine;

/// <summary>How a file looks from outside.</summary>
public sealed class FileStampTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Whoever waits to write to it would take us for a reader. To be opened would make it unreadable here: it has no length.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_Pipe_DoesNotOpenIt(bool throughLink)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Pipes have no paths there.");
        await Task.Yield();
        string path = _folder.MakePipe();
        if (throughLink)
            path = File.CreateSymbolicLink(_folder.Missing, path).FullName;
        Assert.Equal(new FileStamp(FileStatus.Read, 0, default, 0), FileStamp.Of(path));
    }

    [Fact]
    public void Of_NothingThere_IsMissing() => Assert.Equal(FileStatus.Missing, FileStamp.Of(_folder.Missing).Status);

    [Fact]
    public void Of_OtherContentOfTheSameLengthAndTime_Differs()
    {
        string path = _folder.Write("one");
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        FileStamp first = FileStamp.Of(path);
        _folder.Write("two");
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        Assert.NotEqual(first, FileStamp.Of(path));
    }
}
