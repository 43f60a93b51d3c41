namespace GetXByY.Databases;

/// <summary>Who is told the result of a look-up. Called by the pump only.</summary>
internal interface ILookupSink
{
    /// <summary>A look-up has its result; its database must not touch the cell any more.</summary>
    void Complete(int cell, in LookupResult<object> result);
}
