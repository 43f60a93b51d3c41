namespace GetXByY;

/// <summary>SKELETON: being written.</summary>
public sealed partial class NameResolver
{
}
