namespace GetXByY.Winsock;

/// <summary>The caller's completion routine: a function pointer, a delegate, or none.</summary>
internal readonly unsafe struct CompletionRoutine
{
    private readonly delegate* unmanaged<uint, uint, OVERLAPPED*, void> _pointer;
    private readonly LPLOOKUPSERVICE_COMPLETION_ROUTINE? _delegate;

    internal CompletionRoutine(delegate* unmanaged<uint, uint, OVERLAPPED*, void> pointer) => _pointer = pointer;

    internal CompletionRoutine(LPLOOKUPSERVICE_COMPLETION_ROUTINE? routine) => _delegate = routine;

    internal bool IsNull => _pointer is null && _delegate is null;

    internal void Run(int error, OVERLAPPED* overlapped)
    {
        if (_delegate is not null)
        {
            _delegate((uint)error, 0, overlapped);
        }
        else
        {
            _pointer((uint)error, 0, overlapped);
        }
    }
}
