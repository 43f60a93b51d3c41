using System.Globalization;
using Spectre.Console;

namespace GetXByY.Cli.Demo;

/// <summary>Prints what became of the requests.</summary>
internal static class DemoTable
{
    // Wide enough for every row: a table is easier to read, and to grep, unwrapped.
    private const int Width = 400;

    internal static void Print(TextWriter output, IEnumerable<(string Face, DemoRow Row)> rows)
    {
        var table = new Table().Border(TableBorder.Ascii);
        foreach (string heading in (string[])["face", "request", "handle", "cancel returned", "message", "entry", "ms"])
            table.AddColumn(new TableColumn(heading).NoWrap());
        foreach ((string face, DemoRow row) in rows)
        {
            string[] cells =
            [
                face, row.Request, row.Handle.ToString(CultureInfo.InvariantCulture), row.Cancel, row.Message, row.Entry,
                row.Milliseconds.ToString("0.0", CultureInfo.InvariantCulture),
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = Width;
        console.Write(table);
    }
}
