namespace GetXByY.Tests.House;

/// <summary>Blanks out comments, characters and the text of strings, so that what is left is code. Lines stay where they
/// are, and so does the code in the holes of interpolated strings.</summary>
internal sealed class CodeReader(string text)
{
    private readonly char[] _code = text.ToCharArray();
    private int _at;

    public string Read()
    {
        ReadCode(inHole: false);
        return new string(_code);
    }

    // Ends at the end of the text, or in front of the brace that closes a hole.
    private void ReadCode(bool inHole)
    {
        int depth = 0;
        while (_at < text.Length)
        {
            if (ReadsBlank())
                continue;

            if (inHole && text[_at] == '}' && depth-- == 0)
                return;

            if (text[_at] == '{')
                depth++;

            _at++;
        }
    }

    private bool ReadsBlank()
    {
        if (Is("//"))
            BlankTo(IndexOf("\n", _at));
        else if (Is("/*"))
            BlankTo(IndexOf("*/", _at + 2) + 2);
        else if (Is("'"))
            BlankTo(IndexOf("'", _at + (Is("'\\") ? 3 : 2)) + 1);
        else if (Is("\"") || ((Is("$") || Is("@")) && text[EndOfRun("$@", _at)] == '"'))
            ReadString();
        else
            return false;

        return true;
    }

    private void ReadString()
    {
        int opening = EndOfRun("$@", _at);
        string prefix = text[_at..opening];
        bool verbatim = prefix.Contains('@');
        int holeBraces = prefix.Count('$');
        int quotes = EndOfRun("\"", opening) - opening;
        bool raw = quotes >= 3 && !verbatim;
        string end = new('"', raw ? quotes : 1);
        BlankTo(opening + end.Length);
        while (!Is(end) || (verbatim && Is("\"\"")))
        {
            if (holeBraces > 0 && Is("{"))
                ReadBraces(raw ? holeBraces : 1, raw);
            else
                BlankTo(_at + (!raw && (Is("\\") && !verbatim || Is("\"\"")) ? 2 : 1));
        }

        BlankTo(raw ? EndOfRun("\"", _at) : _at + 1);
    }

    // Braces are text when doubled, or in a raw string when there are fewer than dollars.
    private void ReadBraces(int holeBraces, bool raw)
    {
        int run = EndOfRun("{", _at) - _at;
        bool opens = raw ? run >= holeBraces : run % 2 == 1;
        BlankTo(_at + run);
        if (!opens)
            return;

        ReadCode(inHole: true);
        BlankTo(_at + holeBraces);
    }

    private bool Is(string start) => string.CompareOrdinal(text, _at, start, 0, start.Length) == 0;

    private int IndexOf(string end, int from)
    {
        int index = text.IndexOf(end, Math.Min(from, text.Length), StringComparison.Ordinal);
        return index < 0 ? text.Length : index;
    }

    private int EndOfRun(string characters, int from)
    {
        while (from < text.Length - 1 && characters.Contains(text[from]))
            from++;

        return from;
    }

    private void BlankTo(int end)
    {
        if (_at >= text.Length)
            throw new InvalidOperationException("A string without end: the reader of code has lost its way");

        for (; _at < Math.Min(end, text.Length); _at++)
        {
            if (text[_at] != '\n')
                _code[_at] = ' ';
        }
    }
}
