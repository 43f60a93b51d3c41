namespace GetXByY.Winsock.Cases;

/// <summary>One line of a case: what is done, and what must be seen.</summary>
/// <param name="Command">What is done.</param>
/// <param name="Expected">What must be seen of it, as the observation is written.</param>
internal sealed record CaseStep(string Command, string Expected);
