using GetXByY.Configuration;
using GetXByY.Tests.RealServers;

namespace GetXByY.Tests.Configuration;

public sealed class FileContentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_EmptyPath_IsMissing() => Assert.Equal(FileStatus.Missing, FileContent.Read("").Status);

    [Fact]
    public void Read_NoSuchFileOrFolder_IsMissing()
    {
        Assert.Equal(FileStatus.Missing, FileContent.Read(_folder.Missing).Status);
        Assert.Equal(FileStatus.Missing, FileContent.Read(Path.Combine(_folder.Missing, "file")).Status);
    }

    [Fact]
    public void Read_DanglingLink_IsMissing()
    {
        string link = Path.Combine(_folder.FullName, "link");
        File.CreateSymbolicLink(link, _folder.Missing);

        Assert.Equal(FileStatus.Missing, FileContent.Read(link).Status);
    }

    [Fact]
    public void Read_Folder_IsUnreadable()
    {
        FileContent content = FileContent.Read(_folder.FullName);

        Assert.Equal(FileStatus.Unreadable, content.Status);
        Assert.NotEmpty(content.Reason);
        Assert.True(content.Bytes.IsEmpty);
    }

    [Fact]
    public void Read_LoopOfLinks_IsUnreadable()
    {
        string first = Path.Combine(_folder.FullName, "first");
        string second = Path.Combine(_folder.FullName, "second");
        File.CreateSymbolicLink(first, second);
        File.CreateSymbolicLink(second, first);

        Assert.Equal(FileStatus.Unreadable, FileContent.Read(first).Status);
    }

    [Fact]
    public void Read_NoPermission_IsUnreadable()
    {
        // root may read everything, and Windows has no such modes
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            return;
        string path = _folder.Write("a");
        File.SetUnixFileMode(path, UnixFileMode.None);

        Assert.Equal(FileStatus.Unreadable, FileContent.Read(path).Status);
    }

    // A writer that is there has nobody to write to.
    [Theory(Timeout = Hang.Guard)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_Pipe_IsUnreadableAtOnce(bool hasWriter)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        string path = _folder.MakePipe();
        using FileStream? writer = hasWriter ? new FileStream(path, FileMode.Open, FileAccess.ReadWrite) : null;
        writer?.Write("192.0.2.1 a.test\n"u8);

        FileContent content = await Task.Run(() => FileContent.Read(path), TestContext.Current.CancellationToken);

        Assert.Equal(FileStatus.Unreadable, content.Status);
        Assert.Equal("cannot be read: it is no file, but a pipe or the like", content.Reason);
        Assert.True(content.Bytes.IsEmpty);
    }

    [Fact]
    public void Read_ImpossiblePath_IsUnreadable() =>
        Assert.Equal(FileStatus.Unreadable, FileContent.Read("a\0b").Status);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16 << 10)]
    [InlineData((16 << 10) + 1)]
    [InlineData(1 << 20)]
    public void Read_AnySize_GivesAllBytes(int size)
    {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++)
            bytes[i] = (byte)(i * 7);

        FileContent content = FileContent.Read(_folder.Write(bytes));

        Assert.Equal(FileStatus.Read, content.Status);
        Assert.False(content.IsCut);
        Assert.True(content.Bytes.Span.SequenceEqual(bytes));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Read_AroundTheLimit_IsCutOnlyBeyondIt(int more, bool isCut)
    {
        FileContent content = FileContent.Read(_folder.Write(new byte[FileContent.MaxBytes + more]));

        Assert.Equal(FileContent.MaxBytes, content.Bytes.Length);
        Assert.Equal(isCut, content.IsCut);
    }

    [Fact]
    public void Read_EndlessDevice_IsCut()
    {
        if (!File.Exists("/dev/zero"))
            return;

        Assert.True(FileContent.Read("/dev/zero").IsCut);
        Assert.Equal(FileStatus.Read, FileContent.Read("/dev/null").Status);
    }

    [Fact]
    public void Read_AnotherProcessWrites_StillReads()
    {
        string path = _folder.Write("a");
        using var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

        Assert.Equal(1, FileContent.Read(path).Bytes.Length);
    }
}
