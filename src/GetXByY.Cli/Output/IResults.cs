namespace GetXByY.Cli.Output;

/// <summary>Where the results of look-ups are written, in the order of the arguments.</summary>
internal interface IResults<TEntry>
{
    void Found(string query, TEntry entry);

    void Failed(string query, LookupException failure);

    void Cancelled(string query);
}
