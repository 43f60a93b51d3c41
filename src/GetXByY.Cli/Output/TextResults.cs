namespace GetXByY.Cli.Output;

/// <summary>Results for people: what was found on one stream, what was not on the other.</summary>
internal sealed class TextResults<TEntry>(IEntryFormat<TEntry> format, Streams streams) : IResults<TEntry>
{
    // With the name of the program before it the library's sentence would begin twice.
    private const string Opening = "Could not look up ";

    public void Found(string query, TEntry entry) => format.WriteText(streams.Output, entry);

    public void Failed(string query, LookupException failure)
    {
        string message = failure.Message.TrimEnd('.');
        streams.Complain(message.StartsWith(Opening, StringComparison.Ordinal) ? message[Opening.Length..] : message);
    }

    // They are counted in one line at the end; a line for each would bury what was found.
    public void Cancelled(string query)
    {
    }
}
