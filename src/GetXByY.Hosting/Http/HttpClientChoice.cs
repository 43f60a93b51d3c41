namespace GetXByY.Hosting.Http;

/// <summary>By which resolver a named HTTP client connects.</summary>
internal sealed class HttpClientChoice
{
    /// <summary>Whether by any.</summary>
    internal bool HasResolver { get; set; }

    /// <summary>Its key; null for the one without.</summary>
    internal string? ResolverName { get; set; }
}
