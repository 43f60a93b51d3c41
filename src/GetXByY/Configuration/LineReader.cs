using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace GetXByY.Configuration;

/// <summary>Reads the files that consist of lines of words (hosts, services, protocols, resolv.conf, nsswitch.conf):
/// cuts comments, skips and lists lines that are no text or too long. Not thread-safe; used once, then dropped.
/// </summary>
internal sealed class LineReader
{
    /// <summary>Longer lines are skipped.</summary>
    internal const int MaxLineBytes = 64 << 10;

    /// <summary>So many problems of a file are kept; one more counts the others.</summary>
    internal const int MaxProblems = 100;

    private const int MaxProblemText = 200;

    private readonly string _path;
    private readonly FileContent _content;
    private readonly ICollection<ConfigurationProblem> _problems;
    private readonly string _commentMarks;
    private readonly bool _commentsAreLines;
    private readonly char[] _line;
    private Range _raw;
    private int _next;
    private int _number;
    private int _lineLength;
    private int _position;
    private int _problemCount;
    private bool _isFinished;

    /// <summary>Makes a reader of what a file held.</summary>
    /// <param name="path">The name to put on problems.</param>
    /// <param name="content">What the file held.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="commentMarks">The ASCII characters that begin a comment.</param>
    /// <param name="commentsAreLines">Whether they do so only as the first character of a line.</param>
    internal LineReader(
        string path, FileContent content, ICollection<ConfigurationProblem> problems, string commentMarks = "#",
        bool commentsAreLines = false)
    {
        _commentsAreLines = commentsAreLines;
        _path = path;
        _content = content;
        _problems = problems;
        _commentMarks = commentMarks;
        _line = new char[Math.Min(content.Bytes.Length, MaxLineBytes)];
        _next = content.Bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        if (content.Status == FileStatus.Unreadable)
            problems.Add(new ConfigurationProblem(path, 0, "", content.Reason));
        if (content.IsCut)
            problems.Add(new ConfigurationProblem(path, 0, "", "is longer than 16 MiB; the rest is ignored"));
    }

    /// <summary>How the reading of the file went.</summary>
    internal FileStatus Status => _content.Status;

    /// <summary>The name that is put on problems.</summary>
    internal string Path => _path;

    /// <summary>Whether the text is no file, but one line from elsewhere: then it has no number.</summary>
    internal bool IsOneLine { private get; init; }

    /// <summary>The number of the line, from 1; 0 where it has none.</summary>
    internal int Number => IsOneLine ? 0 : _number;

    /// <summary>Whether the line begins with white space.</summary>
    internal bool IsIndented => _content.Bytes.Span[_raw] is [(byte)' ' or (byte)'\t', ..];

    /// <summary>What of the line has not been taken yet.</summary>
    internal ReadOnlySpan<char> Rest => _line.AsSpan(_position, _lineLength - _position);

    /// <summary>Reads a file and makes a reader of it.</summary>
    internal static LineReader Open(
        string path, ICollection<ConfigurationProblem> problems, string commentMarks = "#",
        bool commentsAreLines = false) =>
        new(path, FileContent.Read(path), problems, commentMarks, commentsAreLines);

    /// <summary>Goes to the next line that has words.</summary>
    /// <returns>False at the end of the file.</returns>
    internal bool NextLine()
    {
        _position = _lineLength = 0;
        while (NextRawLine())
        {
            string? reason = Decode(_content.Bytes.Span[_raw]);
            if (reason is not null)
                Skip(reason);
            else if (_lineLength > 0)
                return true;
        }
        Finish();
        return false;
    }

    /// <summary>Takes the next word of the line.</summary>
    /// <returns>False when there is none.</returns>
    internal bool NextWord(out ReadOnlySpan<char> word)
    {
        ReadOnlySpan<char> rest = Rest;
        int start = 0;
        while (start < rest.Length && IsWhite(rest[start]))
            start++;
        int end = start;
        while (end < rest.Length && !IsWhite(rest[end]))
            end++;
        word = rest[start..end];
        _position += end;
        return !word.IsEmpty;
    }

    /// <summary>Takes the other words of the line.</summary>
    internal string[] RemainingWords()
    {
        List<string>? words = null;
        while (NextWord(out ReadOnlySpan<char> word))
            (words ??= []).Add(word.ToString());
        return words?.ToArray() ?? [];
    }

    /// <summary>Takes the rest of the line as it is.</summary>
    internal ReadOnlySpan<char> TakeRest()
    {
        ReadOnlySpan<char> rest = Rest;
        _position = _lineLength;
        return rest;
    }

    /// <summary>Lists the line, or a part of it, as skipped.</summary>
    internal void Skip(string reason)
    {
        if (++_problemCount <= MaxProblems)
            _problems.Add(new ConfigurationProblem(_path, Number, Printable(_content.Bytes.Span[_raw]), reason));
    }

    private bool NextRawLine()
    {
        ReadOnlySpan<byte> bytes = _content.Bytes.Span;
        if (_next >= bytes.Length)
            return false;
        int length = bytes[_next..].IndexOf((byte)'\n');
        // the line at which the file was cut is not whole, and half an address may be a valid one
        if (length < 0 && _content.IsCut)
            return false;
        int end = length < 0 ? bytes.Length : _next + length;
        _raw = _next..end;
        _next = end + 1;
        _number++;
        return true;
    }

    // Comments are cut before anything else is looked at: people write them in whatever encoding they have.
    private string? Decode(ReadOnlySpan<byte> raw)
    {
        ReadOnlySpan<byte> text = Trim(raw[..LengthWithoutComment(raw)]);
        _position = _lineLength = 0;
        if (text.Length > MaxLineBytes)
            return "the line is longer than 64 KiB";
        if (text.IndexOf((byte)0) >= 0)
            return "the line has a NUL byte: is the file text?";
        OperationStatus status = Utf8.ToUtf16(text, _line, out _, out int length, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
            return "the line is not UTF-8";
        _lineLength = length;
        return null;
    }

    // Lines are short, so loops over them cost less than what it takes to begin to search by vectors, the first time most of
    // all.
    private int LengthWithoutComment(ReadOnlySpan<byte> raw)
    {
        int most = _commentsAreLines ? Math.Min(raw.Length, 1) : raw.Length;
        for (int i = 0; i < most; i++)
        {
            if (_commentMarks.Contains((char)raw[i]))
                return i;
        }
        return raw.Length;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0 && IsWhite((char)text[0]))
            text = text[1..];
        while (text.Length > 0 && IsWhite((char)text[^1]))
            text = text[..^1];
        return text;
    }

    private static bool IsWhite(char c) => c is ' ' or '\t' or '\r' or '\v' or '\f';

    private void Finish()
    {
        if (_isFinished)
            return;
        _isFinished = true;
        if (_problemCount > MaxProblems)
        {
            _problems.Add(new ConfigurationProblem(
                _path, 0, "", $"has {_problemCount - MaxProblems} more problems that are not listed"));
        }
    }

    // Problems are printed on terminals, so nothing in them may move a cursor.
    private static string Printable(ReadOnlySpan<byte> raw)
    {
        string text = Encoding.UTF8.GetString(Trim(raw[..Math.Min(raw.Length, 4 * MaxProblemText)]));
        int length = Math.Min(text.Length, MaxProblemText);
        if (length > 0 && char.IsHighSurrogate(text[length - 1]))
            length--;
        return string.Create(length, text, static (span, whole) =>
        {
            for (int i = 0; i < span.Length; i++)
                span[i] = whole[i] == '\t' ? ' ' : char.IsControl(whole[i]) ? '\uFFFD' : whole[i];
        });
    }
}
