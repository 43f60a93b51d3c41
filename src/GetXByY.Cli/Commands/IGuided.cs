namespace GetXByY.Cli.Commands;

/// <summary>A command whose help says more than its syntax.</summary>
internal interface IGuided
{
    /// <summary>What stands at the end of its help.</summary>
    string Guide { get; }
}
