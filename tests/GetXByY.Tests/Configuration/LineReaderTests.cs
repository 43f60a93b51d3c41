using System.Text;
using GetXByY.Configuration;

namespace GetXByY.Tests.Configuration;

public sealed class LineReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a 1\nb 2\n")]
    [InlineData("a 1\nb 2")]
    [InlineData("a 1\r\nb 2\r\n")]
    [InlineData("\ta\t1\t\n\n   \n  b  2  ")]
    [InlineData("\uFEFFa 1\nb 2\n")]
    [InlineData("# first\na 1 # one\n#\nb#two\n# no newline at the end")]
    public void NextLine_TidyAndUntidyText_GivesItsWords(string text)
    {
        Assert.Equal(["a", "b"], _folder.FirstWords(Encoding.UTF8.GetBytes(text)));
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n\r\n \t\n")]
    [InlineData("\uFEFF")]
    [InlineData("#")]
    public void NextLine_NothingInTheFile_GivesNothing(string text)
    {
        Assert.Empty(_folder.FirstWords(Encoding.UTF8.GetBytes(text)));
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void NextLine_LineOfOneMegabyte_IsSkippedAndListed()
    {
        byte[] bytes = [.. "a\n"u8, .. new byte[1 << 20].Select(_ => (byte)'x'), .. "\nb\n"u8];

        Assert.Equal(["a", "b"], _folder.FirstWords(bytes));
        ConfigurationProblem problem = Assert.Single(_folder.Problems);
        Assert.Equal(2, problem.Line);
        Assert.Equal(new string('x', 200), problem.Text);
        Assert.Contains("64 KiB", problem.Reason);
    }

    [Fact]
    public void NextLine_LineOfExactlyTheLimit_IsGiven()
    {
        string word = new('x', LineReader.MaxLineBytes);

        Assert.Equal([word], _folder.FirstWords(Encoding.ASCII.GetBytes(word)));
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void NextLine_NulByte_IsSkippedAndListed()
    {
        Assert.Equal(["a", "c"], _folder.FirstWords("a\nb\0b\nc\n"u8.ToArray()));
        ConfigurationProblem problem = Assert.Single(_folder.Problems);
        Assert.Equal(2, problem.Line);
        Assert.Equal("b\uFFFDb", problem.Text);
        Assert.Contains("NUL", problem.Reason);
    }

    [Fact]
    public void NextLine_InvalidUtf8_IsSkippedAndListed()
    {
        Assert.Equal(["a", "c"], _folder.FirstWords([.. "a\nb"u8, 0xE9, .. "b\nc\n"u8]));
        ConfigurationProblem problem = Assert.Single(_folder.Problems);
        Assert.Equal(2, problem.Line);
        Assert.Contains("UTF-8", problem.Reason);
    }

    [Fact]
    public void NextLine_InvalidUtf8InAComment_ChangesNothing()
    {
        Assert.Equal(["a", "b"], _folder.FirstWords([.. "a # caf"u8, 0xE9, 0, .. "\nb\n"u8]));
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void NextLine_TerminalEscapeInASkippedLine_IsNotInTheProblem()
    {
        _folder.FirstWords("x\u001b[2J\0y"u8.ToArray());

        Assert.DoesNotContain('\u001b', Assert.Single(_folder.Problems).Text);
    }

    [Fact]
    public void NextLine_ManyBadLines_KeepsOneHundredProblemsAndCountsTheRest()
    {
        byte[] bytes = [.. Enumerable.Repeat("\0\n"u8.ToArray(), 250).SelectMany(line => line)];

        Assert.Empty(_folder.FirstWords(bytes));
        Assert.Equal(LineReader.MaxProblems + 1, _folder.Problems.Count);
        Assert.Equal(0, _folder.Problems[^1].Line);
        Assert.Contains("150 more", _folder.Problems[^1].Reason);
    }

    [Fact]
    public void NextLine_AskedAgainAfterTheEnd_CountsTheRestOnce()
    {
        string text = string.Concat(Enumerable.Repeat("\0\n", 101));
        LineReader lines = LineReader.Open(_folder.Write(text), _folder.Problems);

        Assert.False(lines.NextLine());
        Assert.False(lines.NextLine());
        Assert.Equal(LineReader.MaxProblems + 1, _folder.Problems.Count);
    }

    [Fact]
    public void NextLine_FileBeyondTheLimit_ReadsUpToTheLastWholeLine()
    {
        byte[] bytes = new byte[FileContent.MaxBytes + 10];
        bytes.AsSpan().Fill((byte)'#');
        "first\n"u8.CopyTo(bytes);
        "\nlast\n"u8.CopyTo(bytes.AsSpan(FileContent.MaxBytes - 8));
        "torn"u8.CopyTo(bytes.AsSpan(FileContent.MaxBytes - 2));

        Assert.Equal(["first", "last"], _folder.FirstWords(bytes));
        Assert.Contains("16 MiB", Assert.Single(_folder.Problems).Reason);
    }

    [Fact]
    public void NextWord_EndOfTheLine_GivesNoMore()
    {
        LineReader lines = LineReader.Open(_folder.Write(" one\ttwo  # three\nfour"), _folder.Problems);

        Assert.True(lines.NextLine());
        Assert.True(lines.NextWord(out ReadOnlySpan<char> word));
        Assert.Equal("one", word);
        Assert.Equal(["two"], lines.RemainingWords());
        Assert.False(lines.NextWord(out _));
        Assert.True(lines.Rest.IsEmpty);
        Assert.True(lines.NextLine());
        Assert.Equal("four", lines.Rest);
    }

    [Fact]
    public void Skip_Called_TellsFileLineAndText()
    {
        string path = _folder.Write("\n  some \t words  # comment\n");
        LineReader lines = LineReader.Open(path, _folder.Problems);
        lines.NextLine();

        lines.Skip("why");

        Assert.Equal([new ConfigurationProblem(path, 2, "some   words  # comment", "why")], _folder.Problems);
    }

    [Fact]
    public void Skip_CutThroughASurrogatePair_DropsItsHalf()
    {
        _folder.FirstWords([.. Encoding.UTF8.GetBytes(new string('x', 199) + "😀"), 0]);

        Assert.Equal(199, Assert.Single(_folder.Problems).Text.Length);
    }
}
