namespace GetXByY.Tests.Cves;

/// <summary>What went wrong in other resolver libraries and got a CVE: a test for each class of it, named after the class.
/// The CVEs stand above each test. That it cannot happen here is shown by the whole of the tests; these show it for the case
/// that was abused.</summary>
public sealed partial class CveTests
{
}
